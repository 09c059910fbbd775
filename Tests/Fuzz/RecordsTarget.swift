@testable import Authoring

/// The record parser, the schema check and the compiler: every input is read or refused with a place, and what was
/// read is the same when it is written and read again.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = input(data, count)
  var diagnostics = Diagnostics()
  let file = RecParser.parse(bytes, path: "f.rec", diagnostics: &diagnostics)
  let lineCount = bytes.count { $0 == 0x0A } + 1
  for diagnostic in diagnostics.all {
    let place = diagnostic.place
    require((1...lineCount).contains(place.line) && place.column >= 1, "no such place: \(diagnostic.line)")
  }
  checkWrittenAgain(file)
  let compilation = Compile.files([("f.rec", bytes)])
  require(compilation.catalogue == nil || compilation.errors.isEmpty, "a catalogue in spite of errors")
  for diagnostic in compilation.diagnostics {
    require(diagnostic.place.line >= 1 && diagnostic.place.column >= 1, "no such place: \(diagnostic.line)")
    require(!diagnostic.message.isEmpty, "an empty message")
  }
  return 0
}

private func checkWrittenAgain(_ file: RecFile) {
  let records = file.sets.flatMap { ($0.descriptor.map { [$0] } ?? []) + $0.records }
  let fields = records.flatMap(\.fields)
  // A carriage return at a line's end is not kept, and long lines are not read.
  if fields.contains(where: { $0.value.utf8.count > 60_000 || $0.value.utf8.contains(0x0D) }) { return }
  let text = records.map { $0.fields.map(written).joined() }.joined(separator: "\n")
  var diagnostics = Diagnostics()
  let again = RecParser.parse(Array(text.utf8), path: "f.rec", diagnostics: &diagnostics)
  require(!diagnostics.hasErrors, "written again it has errors: \(diagnostics.all[0].line)")
  let found = again.sets.flatMap { ($0.descriptor.map { [$0] } ?? []) + $0.records }
  require(found.map(\.fields.count) == records.map(\.fields.count), "written again it has other records")
  for (one, other) in zip(fields, found.flatMap(\.fields)) {
    require(
      one.name == other.name && one.value.utf8.elementsEqual(other.value.utf8),
      "written again it reads otherwise")
  }
}

/// A field in the rec format; each line of the value begins after a continued line, so that its blanks are kept.
private func written(_ field: RecField) -> String {
  let lines = field.value.utf8.split(separator: 0x0A, omittingEmptySubsequences: false)
  let values = lines.map { line in
    // A backslash at the end of a line would continue it; with an empty line after it, it stands for itself.
    "\\\n\(Substring(line))" + (line.last == 0x5C ? "\\\n" : "")
  }
  return "\(field.name): " + values.joined(separator: "\n+ ") + "\n"
}
