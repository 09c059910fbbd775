/// One JSON text (RFC 8259), read into a flat list of nodes over its own copy of the bytes.
///
/// `{"id":7,"params":{"text":"hi"}}` becomes object, string `id`, number `7`, string `params`, object, …: a
/// node stands before its members, and `next` leads past all of them. Nothing is decoded until it is asked for;
/// numbers are never converted, so that an id comes back as it was written.
///
/// Decided where the standard leaves a choice:
/// - a byte order mark, raw control characters in strings, bytes that are not UTF-8 and lone surrogates
///   (`"\ud800"`) are errors;
/// - more than `maximumDepth` arrays and objects within each other are an error;
/// - numbers of any size and precision are read, as text;
/// - an object may hold a name twice, as the grammar has it; to ask for such a member gives `.ambiguous`, and
///   the line protocol refuses the request.
struct JSONDocument {
  /// How deep arrays and objects may be nested.
  static let maximumDepth = 64

  enum Kind: UInt8 {
    case null, `false`, `true`, number, string, array, object
  }

  struct Node {
    var kind: Kind
    /// Of a string: whether it holds a backslash.
    var isEscaped: Bool
    /// The bytes of the value as written; a string's with its quotation marks.
    var start: Int32
    var end: Int32
    /// The node after this one and all that is within it.
    var next: Int32
  }

  /// The member of an object that goes by a name.
  enum Member: Equatable {
    case absent
    case ambiguous
    case at(Int)
  }

  var bytes: [UInt8] = []
  var nodes: [Node] = []

  /// The kind of the value at `node`; the whole text is node 0.
  func kind(_ node: Int) -> Kind { nodes[node].kind }

  /// The value at `node` as it was written.
  func written(_ node: Int) -> ArraySlice<UInt8> {
    bytes[Int(nodes[node].start)..<Int(nodes[node].end)]
  }

  /// Whether the value at `node` is a number without fraction and exponent.
  func isInteger(_ node: Int) -> Bool {
    kind(node) == .number && written(node).allSatisfy { $0 == UInt8(ascii: "-") || isDigit($0) }
  }

  /// The characters of the string at `node`.
  func string(_ node: Int) -> String {
    String(decoding: characters(node), as: UTF8.self)
  }

  /// How many bytes of UTF-8 the string at `node` has.
  func byteCount(_ node: Int) -> Int {
    nodes[node].isEscaped ? unescaped(node).count : Int(nodes[node].end - nodes[node].start) - 2
  }

  /// Whether the string at `node` is `text`.
  func isString(_ node: Int, _ text: StaticString) -> Bool {
    guard kind(node) == .string else { return false }
    let other = UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
    if nodes[node].isEscaped { return unescaped(node).elementsEqual(other) }
    // Every name of every object comes here: nothing is copied.
    let start = Int(nodes[node].start) + 1
    guard Int(nodes[node].end) - 1 - start == other.count else { return false }
    return bytes.withUnsafeBufferPointer { bytes in
      var index = 0
      while index < other.count, bytes[start + index] == other[index] { index += 1 }
      return index == other.count
    }
  }

  /// The elements of the array at `node`.
  func elements(_ node: Int) -> [Int] {
    var elements: [Int] = []
    var element = node + 1
    while element < Int(nodes[node].next) {
      elements.append(element)
      element = Int(nodes[element].next)
    }
    return elements
  }

  /// The names and values of the object at `node`, in the order in which they were written.
  func members(_ node: Int) -> [(name: Int, value: Int)] {
    var members: [(name: Int, value: Int)] = []
    var name = node + 1
    while name < Int(nodes[node].next) {
      members.append((name, name + 1))
      name = Int(nodes[name + 1].next)
    }
    return members
  }

  /// The member called `wanted` of the object at `node`.
  func member(_ wanted: StaticString, of node: Int) -> Member {
    var found = Member.absent
    var name = node + 1
    let end = Int(nodes[node].next)
    while name < end {
      if isString(name, wanted) {
        guard found == .absent else { return .ambiguous }
        found = .at(name + 1)
      }
      name = Int(nodes[name + 1].next)
    }
    return found
  }

  private func characters(_ node: Int) -> ArraySlice<UInt8> {
    nodes[node].isEscaped ? unescaped(node)[...] : written(node).dropFirst().dropLast()
  }

  private func unescaped(_ node: Int) -> [UInt8] {
    var result: [UInt8] = []
    var at = Int(nodes[node].start) + 1
    let end = Int(nodes[node].end) - 1
    result.reserveCapacity(end - at)
    while at < end {
      let byte = bytes[at]
      at += 1
      guard byte == UInt8(ascii: "\\") else {
        result.append(byte)
        continue
      }
      let escape = bytes[at]
      at += 1
      switch escape {
      case UInt8(ascii: "b"): result.append(0x08)
      case UInt8(ascii: "f"): result.append(0x0C)
      case UInt8(ascii: "n"): result.append(0x0A)
      case UInt8(ascii: "r"): result.append(0x0D)
      case UInt8(ascii: "t"): result.append(0x09)
      case UInt8(ascii: "u"):
        var value = hexadecimal(bytes, at)
        at += 4
        if value & 0xFC00 == 0xD800 {
          value = 0x10000 + (value & 0x3FF) << 10 + hexadecimal(bytes, at + 2) & 0x3FF
          at += 6
        }
        // The reader has made sure that no surrogate stands alone.
        if let encoded = Unicode.Scalar(value).flatMap(UTF8.encode) { result.append(contentsOf: encoded) }
      default: result.append(escape)
      }
    }
    return result
  }
}

@inline(__always)
func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

/// The value of the four hexadecimal digits from `start`, which are known to be such.
func hexadecimal<Bytes: RandomAccessCollection>(_ bytes: Bytes, _ start: Int) -> UInt32
where Bytes.Element == UInt8, Bytes.Index == Int {
  var value: UInt32 = 0
  for byte in bytes[start..<start + 4] {
    value = value << 4 | UInt32(isDigit(byte) ? byte - 0x30 : (byte | 0x20) - 0x57)
  }
  return value
}
