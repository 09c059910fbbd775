import Foundation
import Testing

@testable import Authoring

/// Our reading of the rec format beside that of GNU recutils: the same records of every type, the same fields, the
/// same values. Needs `recsel`; where it is not installed, the tests are skipped.
@Suite(.enabled(if: Recutils.isInstalled, "recutils is not installed"))
struct RecutilsTests {
  static let root = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")

  static let files: [String] = ["Intents", "KnowledgeBase"].flatMap { directory in
    FileTree.recFiles(in: root + "/" + directory).paths.map {
      directory + "/" + ($0 as NSString).lastPathComponent
    }
  }

  @Test(arguments: files) func readsTheProjectsFilesAlike(file: String) throws {
    let bytes = try #require(FileTree.contents(of: Self.root + "/" + file))
    try compare(bytes)
    #expect(try Recutils.run("recfix", ["--check", Self.root + "/" + file]).status == 0)
  }

  @Test(arguments: [
    "A: 1\n+ second\n+third\n+\n+  indented\n",
    "A: first \\\nsecond \\\n third\nB: 1\n",
    "A: x\\\n\nB: the empty line belonged to A\n",
    "A: two backslashes \\\\\n\nB: still this record\n",
    "A: a \\ in the middle, \"quoted\", 100 %\n",
    "# before\nA: 1\n# inside\nB: 2\n#at once\n\n# between\n\nA: 3\n# at the end\n",
    "A: 1\n+ more\n# a comment\nB: 2\n",
    "A:\nB: \nC:\t\nD: x\n",
    "A:no blank\nB:\ttab\nC: \ttwo blanks\nD:   three blanks\n",
    "A: blanks stay after it  \nB: and tabs\t\n",
    "A: # no comment\nB: + no continuation\nC: a: b::c %rec: D\n",
    "\n\n\nA: 1\n\n\n\nA: 2\n\n",
    "A: the last line has no end",
    "A: 1\nA: 2\nA: 1\n",
    "Name_1: 四会\n+ 肇庆 👩‍👩‍👧\nB: é e\u{301} \u{2028} \u{85} \u{A0}x\n",
    "A: \u{A0}a no-break space is part of the value\nB: \u{301}so is an accent\n",
    "#\u{301} an accent after the sign of a comment\nA: 1\n",
    "A: 1\n+\u{301} an accent after the plus\n",
    "A: 1\n+ \u{301} and one after the blank\nB: ends in \\\n\u{301}x\n",
    "%rec: T\n\nA: of the type\n\n%rec: U\n%key: A\n\nA: of the other\n\nA: and one more\n",
    "%rec: T\n# a comment\n%key: A\n%doc: long\n+ and longer\n\nA: 1\n\nA: 2\n",
    "%rec: T\n%mandatory: A\n\n%rec: U\n\n",
  ]) func readsAwkwardFilesAlike(text: String) throws { try compare(Array(text.utf8)) }

  /// recutils takes a carriage return for a part of the line; we do not, for the sake of other editors.
  @Test func linesOfOtherEditorsReadAsIfWrittenHere() throws {
    let text = "\u{FEFF}%rec: T\r\n\r\nA: 1\r\n+ 2\r\n# no\r\nB: x \\\r\ny\r\n\r\nA: 3\r\n"
    let plain = Array(text.dropFirst().replacing("\r\n", with: "\n").utf8)
    #expect(try ours(Array(text.utf8)) == Recutils.read(plain))
  }

  private func compare(_ bytes: [UInt8]) throws { #expect(try ours(bytes) == Recutils.read(bytes)) }

  private func ours(_ bytes: [UInt8]) throws -> [Recutils.Line] {
    var diagnostics = Diagnostics()
    let file = RecParser.parse(bytes, path: "f.rec", diagnostics: &diagnostics)
    #expect(diagnostics.all.isEmpty)
    return file.sets.flatMap { set in
      set.records.flatMap { record in
        record.fields.enumerated().map {
          Recutils.Line(
            type: set.type, begins: $0.offset == 0, name: $0.element.name, value: Array($0.element.value.utf8)
          )
        }
      }
    }
  }
}

/// recutils, run and read.
enum Recutils {
  /// A field of a record.
  struct Line: Equatable, CustomStringConvertible {
    var type: String
    /// Whether it is the first of its record.
    var begins: Bool
    var name: String
    var value: [UInt8]

    var description: String {
      "\(begins ? "\n" : "")\(type).\(name)=\(String(decoding: value, as: UTF8.self).debugDescription)"
    }
  }

  static let isInstalled = (try? run("recsel", ["--version"]).status) == 0

  /// Runs a program; its exit status and what it prints.
  static func run(_ program: String, _ arguments: [String]) throws -> (status: Int32, output: [UInt8]) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [program] + arguments
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let bytes = [UInt8](output.fileHandleForReading.readDataToEndOfFile())
    process.waitUntilExit()
    return (process.terminationStatus, bytes)
  }

  /// The fields of all records of a file, type by type in the order of the file, as `recsel` reads them.
  static func read(_ file: [UInt8]) throws -> [Line] {
    let path = NSTemporaryDirectory() + "/" + UUID().uuidString + ".rec"
    try Data(file).write(to: URL(fileURLWithPath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    // `12 Intent` for each type, or `3` for records of none.
    let information = String(decoding: try run("recinf", [path]).output, as: UTF8.self)
    let types = information.split(separator: "\n").map { $0.drop { $0 != " " }.dropFirst() }
    return try types.flatMap { type in
      let selection = type.isEmpty ? [] : ["-t", String(type)]
      let (status, output) = try run("recsel", ["--print-sexps"] + selection + [path])
      guard status == 0 else { throw Refusal() }
      return lines(output, String(type))
    }
  }

  /// recutils does not take the file.
  struct Refusal: Error {}

  /// `(record 10 ((field 10 "A" "say \"x\"")…))`: backslashes stand before quotation marks and backslashes,
  /// and `\n` for a line feed.
  private static func lines(_ output: [UInt8], _ type: String) -> [Line] {
    var lines: [Line] = []
    var strings: [[UInt8]] = []
    var begins = false
    var position = 0
    while position < output.count {
      switch output[position] {
      case UInt8(ascii: "\""):
        var string: [UInt8] = []
        position += 1
        while position < output.count, output[position] != UInt8(ascii: "\"") {
          let isEscaped = output[position] == UInt8(ascii: "\\")
          if isEscaped { position += 1 }
          string.append(isEscaped && output[position] == UInt8(ascii: "n") ? 0x0A : output[position])
          position += 1
        }
        strings.append(string)
        if strings.count == 2 {
          // recutils drops one blank after the colon, we drop all of them.
          let value = strings[1].drop { $0 == 0x20 || $0 == 0x09 }
          let name = String(decoding: strings[0], as: UTF8.self)
          lines.append(Line(type: type, begins: begins, name: name, value: Array(value)))
          strings = []
          begins = false
        }
      case UInt8(ascii: "r"): begins = true
      default: break
      }
      position += 1
    }
    return lines
  }
}
