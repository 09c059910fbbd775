import Text

/// All sentence patterns of all intents as one nondeterministic automaton over normalised characters.
///
/// Built by appending instructions (K. Thompson, 1968; R. Cox, "Regular Expression Matching: the Virtual Machine
/// Approach"); `TemplateMatcher` walks it without backtracking, so a message takes time proportional to its
/// length times the instructions that are alive, and those begin from a table by first character.
public struct TemplateSet: Sendable {
  enum Instruction: Sendable {
    case character(UInt32)
    /// A space in the pattern: an edge of a word, with or without a space there.
    case boundary
    /// Goes on behind it, and there.
    case split(Int32)
    case jump(Int32)
    /// A position in `listUses`.
    case list(Int32)
    case wildcard(slot: Int32)
    case match(Int32)
  }

  private(set) var program: [Instruction] = []
  /// The intent of each pattern.
  private(set) var intents: [Identifier<Intent>] = []
  /// The lists that patterns name, each with the slot that it fills there.
  private(set) var listUses: [(list: Int32, slot: Int32)] = []
  private(set) var slots: [String] = []
  /// Where patterns begin, by the first character they want; those that begin otherwise are under 0.
  private(set) var starts: [UInt32: [Int32]] = [:]
  /// The values of all lists, in a trie over normalised characters.
  private(set) var values = ValueTrie()
  private var listIDs: [String: Int32] = [:]
  private var slotIDs: [String: Int32] = [:]
  // Memory for the texts of patterns, used again for the next one.
  private var folded: [UInt32] = []
  private var normal: [UInt32] = []

  public init() {}

  /// Makes room for patterns of so many bytes: an instruction for every three, as the data files have it.
  public mutating func reserve(bytes: Int) { program.reserveCapacity(bytes / 3) }

  /// Adds a value to lists: what is said, in UTF-8, and what it means. The first meaning of a text stays.
  ///
  /// - Parameter lists: by their numbers, from `list(named:)`.
  public mutating func addValue(_ text: Span<UInt8>, meaning: String, to lists: [Int32]) {
    normalize(text)
    values.add(TemplateText.trimmed(normal), meaning: meaning, to: lists)
  }

  /// The number of a list, which there is from then on.
  public mutating func list(named name: String) -> Int32 {
    if let id = listIDs[name] { return id }
    let id = Int32(listIDs.count)
    listIDs[name] = id
    return id
  }

  /// The list whose value may be any text.
  public static let wildcardList = "*"

  /// Adds a pattern. A list that is not known matches nothing; in place of a rule stands its pattern, and nothing
  /// where it is not known.
  public mutating func add(
    _ template: Template, _ rules: [String: Template] = [:], intent: Identifier<Intent>
  ) {
    let start = Int32(program.count)
    emit(template, rules, Template.ruleDepth)
    program.append(.match(Int32(intents.count)))
    intents.append(intent)
    if case .character(let first) = program[Int(start)] {
      starts[first, default: []].append(start)
    } else {
      for first in Set(firstCharacters(from: start)) { starts[first, default: []].append(start) }
    }
  }

  /// - Parameter depth: how deep rules may still nest.
  private mutating func emit(_ template: Template, _ rules: [String: Template], _ depth: Int) {
    if !template.parts.isEmpty { emit(template, 0, rules, depth) }
  }

  private mutating func emit(
    _ template: Template, _ position: Int, _ rules: [String: Template], _ depth: Int
  ) {
    switch template.parts[position] {
    case .text(let text): emit(template.utf8(text))
    case .sequence(let end):
      var part = position + 1
      while part < end {
        emit(template, part, rules, depth)
        part = template.end(of: part)
      }
    case .choice(let end):
      var alternatives = Alternatives()
      var part = position + 1
      while part < end {
        let next = template.end(of: part)
        begin(&alternatives, isLast: next == end)
        emit(template, part, rules, depth)
        part = next
      }
      close(alternatives)
    case .permutation:
      var alternatives = Alternatives()
      let orders = Template.orders(of: template.positions(in: position))
      for (index, order) in orders.enumerated() {
        begin(&alternatives, isLast: index == orders.count - 1)
        for (place, part) in order.enumerated() {
          if place > 0 { program.append(.boundary) }
          emit(template, part, rules, depth)
        }
      }
      close(alternatives)
    case .rule(let name):
      if depth > 0, let rule = rules[template.string(name)] { emit(rule, rules, depth - 1) }
    case .list(let text, let slotText):
      let (name, slot) = (template.string(text), template.string(slotText))
      if name == Self.wildcardList {
        program.append(.wildcard(slot: slotID(slot)))
      } else if let list = listIDs[name] {
        program.append(.list(Int32(listUses.count)))
        listUses.append((list, slotID(slot)))
      } else {
        program.append(.character(UInt32.max))
      }
    }
  }

  private mutating func emit(_ text: ArraySlice<UInt8>) {
    // As most texts of patterns are.
    if text.count == 1, text.first == 0x20 { return program.append(.boundary) }
    normalize(text.span)
    for scalar in normal { program.append(scalar == 0x20 ? .boundary : .character(scalar)) }
  }

  /// Writes the normalised form of a text to `normal`.
  private mutating func normalize(_ text: Span<UInt8>) {
    folded.removeAll(keepingCapacity: true)
    Folding.append(utf8: text, to: &folded)
    normal.removeAll(keepingCapacity: true)
    TemplateText.append(folded, to: &normal)
  }

  /// Alternatives being emitted: before each but the last a split that leads to the next one, behind it a jump to the
  /// end of all.
  private struct Alternatives {
    var split: Int?
    /// The last jump, which leads to the one before it until all are closed; -1 before the first.
    var lastJump: Int32 = -1
  }

  private mutating func begin(_ alternatives: inout Alternatives, isLast: Bool) {
    if let split = alternatives.split {
      program.append(.jump(alternatives.lastJump))
      alternatives.lastJump = Int32(program.count - 1)
      program[split] = .split(Int32(program.count))
    }
    alternatives.split = isLast ? nil : program.count
    if !isLast { program.append(.split(0)) }
  }

  private mutating func close(_ alternatives: Alternatives) {
    var jump = alternatives.lastJump
    while jump >= 0, case .jump(let previous) = program[Int(jump)] {
      program[Int(jump)] = .jump(Int32(program.count))
      jump = previous
    }
  }

  private mutating func slotID(_ name: String) -> Int32 {
    if let id = slotIDs[name] { return id }
    slotIDs[name] = Int32(slots.count)
    slots.append(name)
    return Int32(slots.count - 1)
  }

  /// The characters that the last pattern added may begin with, with repetitions; 0 for a list or nothing.
  private func firstCharacters(from start: Int32) -> [UInt32] {
    var characters: [UInt32] = []
    var seen = [Bool](repeating: false, count: program.count - Int(start))
    var open = [start]
    while let counter = open.popLast() {
      guard !seen[Int(counter - start)] else { continue }
      seen[Int(counter - start)] = true
      switch program[Int(counter)] {
      case .character(let character): characters.append(character)
      case .boundary: open.append(counter + 1)
      case .split(let other):
        open.append(counter + 1)
        open.append(other)
      case .jump(let target): open.append(target)
      case .list, .wildcard, .match: characters.append(0)
      }
    }
    return characters
  }
}

/// What texts are reduced to before patterns are compared with them: folded, without punctuation at the edges of
/// words, with single spaces, and without spaces between characters of scripts that use none.
public enum TemplateText {
  public static func message(_ text: String) -> [UInt32] {
    Array(trimmed(pattern(text)))
  }

  /// A normalised text without the spaces at its ends.
  static func trimmed(_ text: [UInt32]) -> ArraySlice<UInt32> {
    var text = text[...]
    while text.last == 0x20 { text.removeLast() }
    if text.first == 0x20 { text.removeFirst() }
    return text
  }

  /// The same, with spaces kept at the ends.
  static func pattern(_ text: String) -> [UInt32] {
    var result: [UInt32] = []
    append(Folding.scalars(of: text), to: &result)
    return result
  }

  /// Reduces a folded text; `result` is empty before.
  static func append(_ folded: [UInt32], to result: inout [UInt32]) {
    result.reserveCapacity(folded.count)
    for (position, value) in folded.enumerated() {
      let isKept =
        switch value {
        case 0x61...0x7A, 0x25: true
        case 0x27, 0x2E, 0x2B:
          // Inside of a word.
          position > 0 && isWordCharacter(folded[position - 1]) && position + 1 < folded.count
            && isWordCharacter(folded[position + 1])
        default: isWordCharacter(value)
        }
      if isKept {
        if isUnspaced(value), result.count > 1, result.last == 0x20, isUnspaced(result[result.count - 2]) {
          result.removeLast()
        }
        result.append(value)
      } else if result.last != 0x20 {
        result.append(0x20)
      }
    }
  }

  static func isWordCharacter(_ value: UInt32) -> Bool {
    switch value {
    case 0x30...0x39, 0x61...0x7A, 0xC0...0x2FF, 0x370...0x5FF, 0x620...0x669, 0x66E...0x6D3, 0x3005,
      0x3041...0x3096, 0x30A1...0x30FF, 0x3400...0x9FFF, 0xAC00...0xD7A3, 0x20000...0x3FFFF:
      true
    default: false
    }
  }

  /// Han and kana: no spaces between words.
  public static func isUnspaced(_ value: UInt32) -> Bool {
    (0x3005...0x30FF).contains(value) || (0x3400...0x9FFF).contains(value)
      || (0x20000...0x3FFFF).contains(value)
  }
}
