import Text

/// Why a text is not JSON, and at which byte, counted from 1.
struct JSONError: Error, Equatable {
  enum Reason: Equatable {
    case endsEarly, unexpected, byteOrderMark, controlCharacter, notUTF8, badEscape, loneSurrogate, badNumber
    case tooDeep, goesOn
  }

  var reason: Reason
  var byte: Int

  /// A sentence without full stop for the `message` of an error.
  var text: String {
    switch reason {
    case .endsEarly: "not JSON: it ends early, after byte \(byte - 1)"
    case .unexpected: "not JSON: unexpected character at byte \(byte)"
    case .byteOrderMark: "not JSON: it begins with a byte order mark"
    case .controlCharacter: "not JSON: raw control character in a string at byte \(byte)"
    case .notUTF8: "not JSON: not UTF-8 at byte \(byte)"
    case .badEscape: "not JSON: unknown escape in a string at byte \(byte)"
    case .loneSurrogate: "not JSON: half of a surrogate pair at byte \(byte)"
    case .badNumber: "not JSON: malformed number at byte \(byte)"
    case .tooDeep:
      "not JSON that is read here: nested deeper than \(JSONDocument.maximumDepth) at byte \(byte)"
    case .goesOn: "not JSON: it goes on after its end, at byte \(byte)"
    }
  }
}

extension JSONDocument {
  /// Reads `text` in place of what was held before; the memory is used again.
  mutating func read(_ text: some Collection<UInt8>) throws(JSONError) {
    bytes.removeAll(keepingCapacity: true)
    bytes.append(contentsOf: text)
    var nodes: [Node] = []
    swap(&nodes, &self.nodes)
    nodes.removeAll(keepingCapacity: true)
    defer { self.nodes = nodes }
    try bytes.withUnsafeBufferPointer { (bytes) throws(JSONError) in
      var reader = JSONReader(bytes: bytes, nodes: nodes)
      nodes = []
      defer { nodes = reader.nodes }
      try reader.readText()
    }
  }
}

/// Checks a text byte by byte, and notes where its values are.
private struct JSONReader {
  let bytes: UnsafeBufferPointer<UInt8>
  var nodes: [JSONDocument.Node]
  var at = 0
  var depth = 0

  init(bytes: UnsafeBufferPointer<UInt8>, nodes: [JSONDocument.Node]) {
    self.bytes = bytes
    self.nodes = nodes
  }

  mutating func readText() throws(JSONError) {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { throw JSONError(reason: .byteOrderMark, byte: 1) }
    try readValue()
    skipSpace()
    if at < bytes.count { throw error(.goesOn) }
  }

  private func error(_ reason: JSONError.Reason) -> JSONError {
    JSONError(reason: at < bytes.count || reason != .unexpected ? reason : .endsEarly, byte: at + 1)
  }

  private mutating func skipSpace() {
    while at < bytes.count, bytes[at] == 0x20 || bytes[at] == 0x0A || bytes[at] == 0x0D || bytes[at] == 0x09 {
      at += 1
    }
  }

  private mutating func readValue() throws(JSONError) {
    skipSpace()
    guard at < bytes.count else { throw error(.endsEarly) }
    switch bytes[at] {
    case UInt8(ascii: "{"): try readNested(.object, until: UInt8(ascii: "}"))
    case UInt8(ascii: "["): try readNested(.array, until: UInt8(ascii: "]"))
    case UInt8(ascii: "\""): try readString()
    case UInt8(ascii: "t"): try readWord("true", .true)
    case UInt8(ascii: "f"): try readWord("false", .false)
    case UInt8(ascii: "n"): try readWord("null", .null)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): try readNumber()
    default: throw error(.unexpected)
    }
  }

  private mutating func add(_ kind: JSONDocument.Kind, from start: Int, isEscaped: Bool = false) {
    let next = Int32(nodes.count + 1)
    nodes.append(.init(kind: kind, isEscaped: isEscaped, start: Int32(start), end: Int32(at), next: next))
  }

  private mutating func readNested(_ kind: JSONDocument.Kind, until end: UInt8) throws(JSONError) {
    guard depth < JSONDocument.maximumDepth else { throw error(.tooDeep) }
    depth += 1
    let node = nodes.count
    add(kind, from: at)
    at += 1
    skipSpace()
    if at < bytes.count, bytes[at] == end {
      at += 1
    } else {
      while true {
        if kind == .object { try readName() }
        try readValue()
        skipSpace()
        guard at < bytes.count else { throw error(.endsEarly) }
        let byte = bytes[at]
        guard byte == end || byte == UInt8(ascii: ",") else { throw error(.unexpected) }
        at += 1
        if byte == end { break }
      }
    }
    nodes[node].end = Int32(at)
    nodes[node].next = Int32(nodes.count)
    depth -= 1
  }

  private mutating func readName() throws(JSONError) {
    skipSpace()
    guard at < bytes.count, bytes[at] == UInt8(ascii: "\"") else { throw error(.unexpected) }
    try readString()
    skipSpace()
    guard at < bytes.count, bytes[at] == UInt8(ascii: ":") else { throw error(.unexpected) }
    at += 1
  }

  private mutating func readWord(_ word: StaticString, _ kind: JSONDocument.Kind) throws(JSONError) {
    let start = at
    for byte in UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount) {
      guard at < bytes.count, bytes[at] == byte else { throw error(.unexpected) }
      at += 1
    }
    add(kind, from: start)
  }

  private mutating func readNumber() throws(JSONError) {
    let start = at
    if bytes[at] == UInt8(ascii: "-") { at += 1 }
    if at < bytes.count, bytes[at] == UInt8(ascii: "0") {
      at += 1
      if at < bytes.count, isDigit(bytes[at]) { throw error(.badNumber) }
    } else {
      try readDigits()
    }
    if at < bytes.count, bytes[at] == UInt8(ascii: ".") {
      at += 1
      try readDigits()
    }
    if at < bytes.count, bytes[at] | 0x20 == UInt8(ascii: "e") {
      at += 1
      if at < bytes.count, bytes[at] == UInt8(ascii: "+") || bytes[at] == UInt8(ascii: "-") { at += 1 }
      try readDigits()
    }
    add(.number, from: start)
  }

  private mutating func readDigits() throws(JSONError) {
    let start = at
    while at < bytes.count, isDigit(bytes[at]) { at += 1 }
    if at == start { throw error(.badNumber) }
  }

  private mutating func readString() throws(JSONError) {
    let start = at
    var isEscaped = false
    at += 1
    while at < bytes.count {
      switch bytes[at] {
      case UInt8(ascii: "\""):
        at += 1
        return add(.string, from: start, isEscaped: isEscaped)
      case UInt8(ascii: "\\"):
        isEscaped = true
        try readEscape()
      case 0..<0x20: throw error(.controlCharacter)
      case 0x20..<0x80: at += 1
      default: try readScalar()
      }
    }
    throw error(.endsEarly)
  }

  private mutating func readEscape() throws(JSONError) {
    guard at + 1 < bytes.count else { throw JSONError(reason: .endsEarly, byte: bytes.count + 1) }
    switch bytes[at + 1] {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
      UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      at += 2
    case UInt8(ascii: "u"):
      let unit = try hexadecimalEscape(at)
      if unit & 0xF800 != 0xD800 {
        at += 6
      } else {
        guard unit < 0xDC00, at + 7 < bytes.count, bytes[at + 6] == UInt8(ascii: "\\"),
          bytes[at + 7] == UInt8(ascii: "u"), try hexadecimalEscape(at + 6) & 0xFC00 == 0xDC00
        else { throw error(.loneSurrogate) }
        at += 12
      }
    default: throw error(.badEscape)
    }
  }

  /// The value of the escape such as `\u00e9` at `start`.
  private func hexadecimalEscape(_ start: Int) throws(JSONError) -> UInt32 {
    guard start + 6 <= bytes.count else { throw JSONError(reason: .endsEarly, byte: bytes.count + 1) }
    for byte in bytes[start + 2..<start + 6] {
      guard isDigit(byte) || (byte | 0x20) &- 0x61 < 6 else { throw error(.badEscape) }
    }
    return hexadecimal(bytes, start + 2)
  }

  /// Passes one character of two to four bytes.
  private mutating func readScalar() throws(JSONError) {
    let length = UTF8Validation.length(bytes, at: at)
    if length == 0 { throw error(.notUTF8) }
    at += length
  }
}
