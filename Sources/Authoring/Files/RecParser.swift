import Text

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Reads GNU recutils' rec format. Never fails: what is no field is reported and skipped.
///
/// Syntax after the recutils manual, "The Rec Format": fields are `Name: value`; a line that ends in `\` goes on
/// in the next; a line that begins with `+` and a blank continues the value on a new line; `#` in the first column
/// begins a comment; records are separated by empty lines; a record with a `%rec` field describes those after it.
public enum RecParser {
  /// The longest line that is read, in bytes; nothing that a person writes comes near.
  public static let lineLimit = 65_536

  public static func parse(_ bytes: [UInt8], path: String, diagnostics: inout Diagnostics) -> RecFile {
    // Asked once for the whole file; the lines are looked at only where the answer is no.
    let isText = bytes.withUnsafeBufferPointer {
      $0.firstIndex(of: 0, from: 0) == nil && UTF8Validation.isValid($0)
    }
    var reader = Reader(path: path, isText: isText, size: bytes.count)
    var line = 0
    bytes.withUnsafeBufferPointer { bytes in
      var start = 0
      while start < bytes.count {
        let end = bytes.firstIndex(of: 0x0A, from: start) ?? bytes.count
        line += 1
        reader.take(bytes[start..<end], line: line, diagnostics: &diagnostics)
        start = end + 1
      }
      // After a last line feed comes one more line, which is empty.
      if bytes.last == 0x0A { line += 1 }
    }
    return reader.finish(line: line, diagnostics: &diagnostics)
  }

  /// The bytes of a line, or of a part of one.
  private typealias Bytes = Slice<UnsafeBufferPointer<UInt8>>

  private struct Reader {
    /// A set whose records are given by the numbers of their fields.
    struct Set {
      var type: String
      var descriptor: Range<Int>?
      var records: [Range<Int>] = []
    }

    let path: String
    /// Whether all lines are known to be UTF-8 without NUL.
    let isText: Bool
    var text: [UInt8] = []
    var entries: [RecText.Entry] = []
    var sets: [Set] = []
    /// The first field of the record being read.
    var first = 0
    /// Whether it has `%rec`.
    var isDescriptor = false
    /// Whether the line before ended in a backslash.
    var continues = false

    init(path: String, isText: Bool, size: Int) {
      self.path = path
      self.isText = isText
      text.reserveCapacity(size)
      // A little more than one entry for so many bytes stands in the project's files.
      entries.reserveCapacity(size / 64)
    }

    mutating func take(_ line: Bytes, line number: Int, diagnostics: inout Diagnostics) {
      var bytes = line
      if number == 1, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
      if bytes.last == 0x0D { bytes = bytes.dropLast() }
      if bytes.count > lineLimit {
        diagnostics.error(
          place(number), "the line has \(bytes.count) bytes; at most \(lineLimit) are read")
        return
      }
      guard isText || checkText(bytes, place(number), &diagnostics) else { return }
      if continues {
        append(bytes)
      } else if bytes.allSatisfy(isBlank) {
        endRecord()
      } else if bytes.first == UInt8(ascii: "#") {
        return
      } else if bytes.first == UInt8(ascii: "+") {
        guard first < entries.count else {
          diagnostics.error(place(number), "\"+\" continues the field above, but there is none")
          return
        }
        let rest = bytes.dropFirst()
        text.append(0x0A)
        append(rest.first == 0x20 ? rest.dropFirst() : rest)
      } else {
        takeField(bytes, number, diagnostics: &diagnostics)
      }
    }

    private func place(_ line: Int) -> SourcePlace { SourcePlace(path: path, line: line) }

    /// Whether the line is text; reports where it is not.
    private func checkText(_ bytes: Bytes, _ place: SourcePlace, _ diagnostics: inout Diagnostics) -> Bool {
      if String(validating: bytes, as: UTF8.self) == nil {
        var place = place
        place.column = firstInvalid(bytes)
        diagnostics.error(place, "the line is not UTF-8 from here on; save the file with the encoding UTF-8")
        return false
      }
      if bytes.contains(0) {
        diagnostics.error(place, "the line holds a NUL character; delete it")
        return false
      }
      return true
    }

    mutating func finish(line: Int, diagnostics: inout Diagnostics) -> RecFile {
      if continues {
        diagnostics.error(place(line), "the file ends within a field that \"\\\" continues")
      }
      endRecord()
      let text = RecText(path: path, bytes: text, entries: entries)
      return RecFile(
        path: path,
        sets: sets.map { set in
          RecSet(
            type: set.type, descriptor: set.descriptor.map { RecRecord(text: text, positions: $0) },
            records: set.records.map { RecRecord(text: text, positions: $0) })
        })
    }

    private mutating func takeField(_ bytes: Bytes, _ line: Int, diagnostics: inout Diagnostics) {
      guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")) else {
        diagnostics.error(
          place(line),
          "expected a field, \"Name: value\", but found no colon; begin the line with \"+ \" if it continues the field above, with \"#\" if it is a comment"
        )
        return
      }
      let name = UnsafeBufferPointer(rebasing: bytes[..<colon])
      if let wrong = firstWrong(name) {
        diagnostics.error(
          SourcePlace(path: path, line: line, column: wrong + 1),
          "a field's name has only the letters A to Z, digits and \"_\", and begins with a letter, but this is \"\(String(decoding: name, as: UTF8.self).prefix(40))\""
        )
        return
      }
      if name.isEmpty {
        diagnostics.error(place(line), "expected a field's name before the colon")
        return
      }
      var valueStart = colon + 1
      while valueStart < bytes.endIndex, isBlank(bytes[valueStart]) { valueStart += 1 }
      let start = Int32(text.count)
      text += name
      let key = FieldName(utf8: name)
      if key == "%rec" { isDescriptor = true }
      entries.append(
        RecText.Entry(
          // All before the value is ASCII, so bytes are columns.
          name: key, line: Int32(line), valueColumn: Int32(valueStart - bytes.startIndex + 1),
          start: start, valueStart: Int32(text.count), end: Int32(text.count)))
      append(bytes[valueStart...])
    }

    private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

    /// Appends to the last field's value, which is what `text` ends with.
    private mutating func append(_ bytes: Bytes) {
      continues = bytes.last == UInt8(ascii: "\\")
      text += UnsafeBufferPointer(rebasing: continues ? bytes.dropLast() : bytes)
      entries[entries.count - 1].end = Int32(text.count)
    }

    private mutating func endRecord() {
      guard first < entries.count else { return }
      let record = first..<entries.count
      if isDescriptor {
        let field = entries[record].first { $0.name == "%rec" }
        let value = String(decoding: text[field?.valueBytes ?? 0..<0], as: UTF8.self)
        sets.append(Set(type: String(value.prefix { $0 != " " }), descriptor: record))
      } else {
        if sets.isEmpty { sets.append(Set(type: "")) }
        sets[sets.count - 1].records.append(record)
      }
      first = entries.count
      isDescriptor = false
    }

    /// The first byte of a name that may not stand there.
    private func firstWrong(_ name: UnsafeBufferPointer<UInt8>) -> Int? {
      for position in 0..<name.count where !isNameByte(name[position], first: position == 0) {
        return position
      }
      return nil
    }

    private func isNameByte(_ byte: UInt8, first: Bool) -> Bool {
      switch byte {
      case 0x41...0x5A, 0x61...0x7A: true
      case 0x25: first
      case 0x30...0x39, 0x5F: !first
      default: false
      }
    }

    /// The column, in characters, of the first byte that is not UTF-8: where the repaired text begins to differ.
    private func firstInvalid(_ bytes: Bytes) -> Int {
      var valid = String.UnicodeScalarView()
      var rest = bytes
      for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
        let encoded = Array(String(scalar).utf8)
        guard rest.starts(with: encoded) else { break }
        rest = rest.dropFirst(encoded.count)
        valid.append(scalar)
      }
      return String(valid).count + 1
    }
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// The first index of a byte from one on. The C library looks at many bytes at once.
  fileprivate func firstIndex(of byte: UInt8, from start: Int) -> Int? {
    guard let baseAddress, let found = memchr(baseAddress + start, Int32(byte), count - start) else {
      return nil
    }
    return UnsafeRawPointer(found) - UnsafeRawPointer(baseAddress)
  }
}
