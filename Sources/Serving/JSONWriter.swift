/// Writes JSON on one line into a byte buffer: the caller names what comes, commas are seen to.
///
/// Escaped are what RFC 8259 requires, and U+007F, U+0085, U+2028 and U+2029, at which some readers split lines.
struct JSONWriter {
  private(set) var bytes: [UInt8] = []
  /// Whether the next value follows another one.
  private var needsComma = false

  var count: Int { bytes.count }

  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    needsComma = false
  }

  /// An object, whose members `write` adds.
  mutating func object(_ write: (inout JSONWriter) -> Void) {
    open(UInt8(ascii: "{"))
    write(&self)
    close(UInt8(ascii: "}"))
  }

  /// An array, whose elements `write` adds.
  mutating func array(_ write: (inout JSONWriter) -> Void) {
    beginArray()
    write(&self)
    endArray()
  }

  mutating func beginArray() { open(UInt8(ascii: "[")) }

  mutating func endArray() { close(UInt8(ascii: "]")) }

  /// The name of the member whose value comes next; it needs no escapes.
  mutating func name(_ name: StaticString) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    bytes.append(contentsOf: UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
    bytes.append(UInt8(ascii: "\""))
    bytes.append(UInt8(ascii: ":"))
    needsComma = false
  }

  mutating func name(_ name: String) {
    string(name)
    bytes.append(UInt8(ascii: ":"))
    needsComma = false
  }

  mutating func member(_ name: StaticString, _ value: String) {
    self.name(name)
    string(value)
  }

  mutating func member(_ name: StaticString, _ value: Int) {
    self.name(name)
    integer(value)
  }

  mutating func member(_ name: StaticString, _ value: Bool) {
    self.name(name)
    raw(value ? "true" : "false")
  }

  mutating func string(_ value: String) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    var value = value
    value.withUTF8 { appendEscaped($0) }
    bytes.append(UInt8(ascii: "\""))
    needsComma = true
  }

  mutating func integer(_ value: Int) {
    separate()
    bytes.append(contentsOf: String(value).utf8)
    needsComma = true
  }

  /// A share of 0 to 1, with at most three digits after the point.
  mutating func share(_ value: Double) {
    let thousandths = value > 0 ? Int((min(value, 1) * 1000).rounded()) : 0
    separate()
    if thousandths % 1000 == 0 {
      bytes.append(thousandths == 0 ? UInt8(ascii: "0") : UInt8(ascii: "1"))
    } else {
      var digits = String(thousandths + 1000).utf8.dropFirst()
      while digits.last == UInt8(ascii: "0") { digits.removeLast() }
      bytes.append(contentsOf: "0.".utf8)
      bytes.append(contentsOf: digits)
    }
    needsComma = true
  }

  /// A value that is JSON already, such as `null`.
  mutating func raw(_ json: StaticString) {
    separate()
    bytes.append(contentsOf: UnsafeBufferPointer(start: json.utf8Start, count: json.utf8CodeUnitCount))
    needsComma = true
  }

  /// A value that is JSON already, as it was read or written before.
  ///
  /// U+0085, U+2028 and U+2029 are escaped also here: an id may bring them.
  mutating func raw(_ json: some Collection<UInt8>) {
    separate()
    let handled: Void? = json.withContiguousStorageIfAvailable { appendSplitSafe($0) }
    if handled == nil { Array(json).withUnsafeBufferPointer { appendSplitSafe($0) } }
    needsComma = true
  }

  /// A value that a writer wrote, as it is.
  mutating func appendWritten(_ json: [UInt8]) {
    separate()
    bytes.append(contentsOf: json)
    needsComma = true
  }

  /// Ends the line.
  mutating func endLine() {
    bytes.append(UInt8(ascii: "\n"))
    needsComma = false
  }

  private mutating func open(_ bracket: UInt8) {
    separate()
    bytes.append(bracket)
    needsComma = false
  }

  private mutating func close(_ bracket: UInt8) {
    bytes.append(bracket)
    needsComma = true
  }

  private mutating func separate() {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
  }

  /// Copies runs that need no escape at once.
  private mutating func appendEscaped(_ text: UnsafeBufferPointer<UInt8>) {
    var from = 0
    var at = 0
    while at < text.count {
      let byte = text[at]
      if byte >= 0x20, byte < 0x7F, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") {
        at += 1
        continue
      }
      let length = byte < 0x80 ? 1 : splitterLength(text, at)
      guard length > 0 else {
        at += 1
        continue
      }
      bytes.append(contentsOf: text[from..<at])
      appendEscape(text, at, length)
      at += length
      from = at
    }
    bytes.append(contentsOf: text[from..<text.count])
  }

  private mutating func appendSplitSafe(_ json: UnsafeBufferPointer<UInt8>) {
    var from = 0
    var at = 0
    while at < json.count {
      let length = json[at] < 0x80 ? 0 : splitterLength(json, at)
      if length > 0 {
        bytes.append(contentsOf: json[from..<at])
        appendEscape(json, at, length)
        from = at + length
      }
      at += max(length, 1)
    }
    bytes.append(contentsOf: json[from..<json.count])
  }

  /// The length of the U+0085, U+2028 or U+2029 at `at`, or 0.
  private func splitterLength(_ text: UnsafeBufferPointer<UInt8>, _ at: Int) -> Int {
    if text[at] == 0xC2 { return at + 1 < text.count && text[at + 1] == 0x85 ? 2 : 0 }
    guard text[at] == 0xE2, at + 2 < text.count, text[at + 1] == 0x80 else { return 0 }
    return text[at + 2] == 0xA8 || text[at + 2] == 0xA9 ? 3 : 0
  }

  private mutating func appendEscape(_ text: UnsafeBufferPointer<UInt8>, _ at: Int, _ length: Int) {
    bytes.append(UInt8(ascii: "\\"))
    switch text[at] {
    case 0x22, 0x5C: bytes.append(text[at])
    case 0x0A: bytes.append(UInt8(ascii: "n"))
    case 0x0D: bytes.append(UInt8(ascii: "r"))
    case 0x09: bytes.append(UInt8(ascii: "t"))
    case 0xC2: bytes.append(contentsOf: "u0085".utf8)
    case 0xE2: bytes.append(contentsOf: (text[at + 2] == 0xA8 ? "u2028" : "u2029").utf8)
    default:
      bytes.append(contentsOf: "u00".utf8)
      for digit in [text[at] >> 4, text[at] & 0xF] {
        bytes.append(digit < 10 ? 0x30 + digit : 0x57 + digit)
      }
    }
  }
}
