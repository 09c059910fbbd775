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
    let isText = String(validating: bytes, as: UTF8.self) != nil && !bytes.contains(0)
    var reader = Reader(path: path, isText: isText)
    var line = 0
    bytes.withUnsafeBufferPointer { bytes in
      var start = 0
      while start < bytes.count {
        let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
        line += 1
        reader.take(bytes[start..<end], line: line, diagnostics: &diagnostics)
        start = end + 1
      }
      // After a last line feed comes one more line, which is empty.
      if bytes.last == 0x0A { line += 1 }
    }
    return RecFile(path: path, sets: reader.finish(line: line, diagnostics: &diagnostics))
  }

  /// The bytes of a line, or of a part of one.
  private typealias Bytes = Slice<UnsafeBufferPointer<UInt8>>

  private struct Reader {
    let path: String
    /// Whether all lines are known to be UTF-8 without NUL.
    let isText: Bool
    var sets: [RecSet] = []
    var fields: [RecField] = []
    /// Whether the line before ended in a backslash.
    var continues = false

    mutating func take(_ line: Bytes, line number: Int, diagnostics: inout Diagnostics) {
      var bytes = line
      let place = SourcePlace(path: path, line: number)
      if number == 1, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
      if bytes.last == 0x0D { bytes = bytes.dropLast() }
      if bytes.count > lineLimit {
        diagnostics.error(place, "the line has \(bytes.count) bytes; at most \(lineLimit) are read")
        return
      }
      guard isText || checkText(bytes, place, &diagnostics) else { return }
      if continues {
        append(String(decoding: bytes, as: UTF8.self))
      } else if bytes.allSatisfy(isBlank) {
        endRecord()
      } else if bytes.first == UInt8(ascii: "#") {
        return
      } else if bytes.first == UInt8(ascii: "+") {
        guard !fields.isEmpty else {
          diagnostics.error(place, "\"+\" continues the field above, but there is none")
          return
        }
        let rest = bytes.dropFirst()
        fields[fields.count - 1].value += "\n"
        append(String(decoding: rest.first == 0x20 ? rest.dropFirst() : rest, as: UTF8.self))
      } else {
        takeField(bytes, place, diagnostics: &diagnostics)
      }
    }

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

    mutating func finish(line: Int, diagnostics: inout Diagnostics) -> [RecSet] {
      if continues {
        diagnostics.error(
          SourcePlace(path: path, line: line), "the file ends within a field that \"\\\" continues")
      }
      endRecord()
      return sets
    }

    private mutating func takeField(_ bytes: Bytes, _ place: SourcePlace, diagnostics: inout Diagnostics) {
      guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")) else {
        diagnostics.error(
          place,
          "expected a field, \"Name: value\", but found no colon; begin the line with \"+ \" if it continues the field above, with \"#\" if it is a comment"
        )
        return
      }
      let name = String(decoding: bytes[..<colon], as: UTF8.self)
      if let wrong = name.utf8.enumerated().first(where: { !isNameByte($0.element, first: $0.offset == 0) }) {
        diagnostics.error(
          SourcePlace(path: path, line: place.line, column: wrong.offset + 1),
          "a field's name has only the letters A to Z, digits and \"_\", and begins with a letter, but this is \"\(name.prefix(40))\""
        )
        return
      }
      if name.isEmpty {
        diagnostics.error(place, "expected a field's name before the colon")
        return
      }
      let value = bytes[(colon + 1)...].drop(while: isBlank)
      // All before the value is ASCII, so bytes are columns.
      fields.append(
        RecField(name: name, value: "", place: place, valueColumn: value.startIndex - bytes.startIndex + 1))
      append(String(decoding: value, as: UTF8.self))
    }

    private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

    private mutating func append(_ text: String) {
      continues = text.utf8.last == UInt8(ascii: "\\")
      // A Character may hold more than the backslash.
      let part = continues ? String(text.unicodeScalars.dropLast()) : text
      if fields[fields.count - 1].value.isEmpty {
        fields[fields.count - 1].value = part
      } else {
        fields[fields.count - 1].value += part
      }
    }

    private mutating func endRecord() {
      guard !fields.isEmpty else { return }
      let record = RecRecord(fields: fields)
      fields = []
      if let type = record.value("%rec") {
        sets.append(RecSet(type: String(type.prefix { $0 != " " }), descriptor: record, records: []))
      } else {
        if sets.isEmpty { sets.append(RecSet(type: "", descriptor: nil, records: [])) }
        sets[sets.count - 1].records.append(record)
      }
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
