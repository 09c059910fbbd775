/// A sentence pattern in hassil's template language, parsed.
///
/// The parts lie in one array, each group before its own parts, and their texts in another: at the start thousands of
/// patterns are walked several times, and a tree would count its references at every step.
public struct Template: Sendable, Equatable {
  /// A part of a pattern. Of a group `end` is the position behind its last part.
  public enum Part: Sendable, Equatable {
    /// Literal text.
    case text(Text)
    /// One after the other.
    case sequence(end: Int32)
    /// `(a|b)`: one of them.
    case choice(end: Int32)
    /// `(a;b)`: all of them, in any order.
    case permutation(end: Int32)
    /// `{list}` or `{list:slot}`: a value of a list.
    case list(Text, slot: Text)
    /// `<rule>`: the pattern of that name.
    case rule(Text)
  }

  /// Where a text stands in the pattern's bytes.
  public struct Text: Sendable, Equatable {
    var start: Int32
    var end: Int32
  }

  /// What a pattern names.
  public enum Reference {
    case list(String)
    case rule(String)
  }

  public private(set) var parts: [Part] = []
  /// UTF-8. Those that a parser reads, and behind them what had to be written anew.
  private var bytes: ArraySlice<UInt8>

  /// How deep rules may nest, so that one that names itself ends.
  public static let ruleDepth = 8

  /// A pattern without parts yet; its texts are parts of these bytes.
  public init(bytes: ArraySlice<UInt8>) { self.bytes = bytes }

  /// One of several patterns.
  public init(choiceOf templates: [Template]) {
    self.init(bytes: [])
    let group = beginGroup()
    for template in templates {
      let (offset, shift) = (Int32(parts.count), Int32(bytes.count) - Int32(template.bytes.startIndex))
      bytes += template.bytes
      parts += template.parts.map { $0.moved(by: offset, texts: shift) }
    }
    endGroup(group) { .choice(end: $0) }
  }

  /// The text of a part, in UTF-8.
  public func utf8(_ text: Text) -> ArraySlice<UInt8> { bytes[Int(text.start)..<Int(text.end)] }

  /// The text of a part.
  public func string(_ text: Text) -> String { String(decoding: utf8(text), as: UTF8.self) }

  /// The position behind a part.
  public func end(of position: Int) -> Int {
    switch parts[position] {
    case .text, .list, .rule: position + 1
    case .sequence(let end), .choice(let end), .permutation(let end): Int(end)
    }
  }

  /// Calls `body` with every list and every rule that the pattern names.
  public func forEachReference(_ body: (Reference) -> Void) {
    for part in parts {
      switch part {
      case .text, .sequence, .choice, .permutation: break
      case .list(let name, _): body(.list(string(name)))
      case .rule(let name): body(.rule(string(name)))
      }
    }
  }

  /// The positions of a group's parts.
  func positions(in group: Int) -> [Int] {
    var positions: [Int] = []
    var position = group + 1
    while position < end(of: group) {
      positions.append(position)
      position = end(of: position)
    }
    return positions
  }
}

/// What a parser builds it by.
extension Template {
  public mutating func add(_ part: Part) { parts.append(part) }

  /// Makes room for the parts of so many bytes: one for every six, as the data files have it.
  public mutating func reserve(bytes: Int) { parts.reserveCapacity(bytes / 6 + 4) }

  /// The text at these places of the bytes given at first.
  public func text(at range: Range<Int>) -> Text {
    Text(start: Int32(range.lowerBound), end: Int32(range.upperBound))
  }

  /// A text that the bytes given at first do not hold.
  public mutating func text(adding added: [UInt8]) -> Text {
    let start = bytes.endIndex
    bytes += added
    return text(at: start..<bytes.endIndex)
  }

  /// Begins a group. Returns its position, for `endGroup`.
  public mutating func beginGroup() -> Int {
    parts.append(.sequence(end: 0))
    return parts.count - 1
  }

  /// Ends a group: all parts added since are its own.
  public mutating func endGroup(_ position: Int, as group: (Int32) -> Part = { .sequence(end: $0) }) {
    parts[position] = group(Int32(parts.count))
  }
}

extension Template.Part {
  /// The part in a larger pattern, so many parts and bytes behind.
  fileprivate func moved(by offset: Int32, texts shift: Int32) -> Template.Part {
    switch self {
    case .text(let text): .text(text.moved(by: shift))
    case .sequence(let end): .sequence(end: end + offset)
    case .choice(let end): .choice(end: end + offset)
    case .permutation(let end): .permutation(end: end + offset)
    case .list(let name, let slot): .list(name.moved(by: shift), slot: slot.moved(by: shift))
    case .rule(let name): .rule(name.moved(by: shift))
    }
  }
}

extension Template.Text {
  fileprivate func moved(by shift: Int32) -> Template.Text {
    Template.Text(start: start + shift, end: end + shift)
  }
}
