import Tables

/// Reads hassil's template language.
///
/// `[a]` optional, `(a|b)` one of them, `(a;b)` both in any order, `{list}` and `{list:slot}`, `<rule>`; `\` takes
/// the meaning from the character after it. Groups may stand inside words: `light[s]`.
struct TemplateParser {
  /// How deep groups may nest.
  static let depthLimit = 16

  struct Problem: Error, Equatable {
    /// In characters from the template's start.
    var offset: Int
    var message: String
  }

  private let characters: [Character]
  private var position = 0

  static func parse(_ text: String) throws(Problem) -> Template {
    var parser = TemplateParser(characters: Array(text))
    let template = try parser.alternatives(closing: nil, depth: 0)
    return template
  }

  private init(characters: [Character]) { self.characters = characters }

  /// Parts up to the closing character, or to the end where it is nil.
  private mutating func alternatives(closing: Character?, depth: Int) throws(Problem) -> Template {
    let opened = position - 1
    guard depth <= Self.depthLimit else {
      throw Problem(offset: opened, message: "groups nest deeper than \(Self.depthLimit)")
    }
    var parts: [[Template]] = [[]]
    var literal = ""
    var separator: Character?
    func flush(_ parts: inout [[Template]], _ literal: inout String) {
      if !literal.isEmpty { parts[parts.count - 1].append(.text(literal)) }
      literal = ""
    }
    while position < characters.count {
      let character = characters[position]
      position += 1
      switch character {
      case closing:
        flush(&parts, &literal)
        return Self.group(parts, separator)
      case "\\":
        guard position < characters.count else {
          throw Problem(offset: position - 1, message: "a \"\\\" at the end has nothing to stand before")
        }
        literal.append(characters[position])
        position += 1
      case "[":
        flush(&parts, &literal)
        let inner = try alternatives(closing: "]", depth: depth + 1)
        parts[parts.count - 1].append(.optional(inner))
      case "(":
        flush(&parts, &literal)
        parts[parts.count - 1].append(try alternatives(closing: ")", depth: depth + 1))
      case "{":
        flush(&parts, &literal)
        let name = try reference(closing: "}")
        let halves = name.split(separator: ":", maxSplits: 1).map(String.init)
        parts[parts.count - 1].append(.list(halves[0], slot: halves.count > 1 ? halves[1] : halves[0]))
      case "<":
        flush(&parts, &literal)
        parts[parts.count - 1].append(.rule(try reference(closing: ">")))
      case "|", ";":
        guard closing != nil else {
          throw Problem(
            offset: position - 1,
            message: "\"\(character)\" stands outside a group; put the alternatives in round brackets")
        }
        if let separator, separator != character {
          throw Problem(
            offset: position - 1, message: "a group has either \"|\" or \";\" between its parts, not both")
        }
        separator = character
        flush(&parts, &literal)
        parts.append([])
      case "]", ")", "}", ">":
        throw Problem(offset: position - 1, message: "\"\(character)\" closes nothing; was an opening bracket left out?")
      default: literal.append(character)
      }
    }
    if let closing {
      throw Problem(offset: opened, message: "this bracket is never closed; \"\(closing)\" is missing")
    }
    flush(&parts, &literal)
    return Self.group(parts, separator)
  }

  private mutating func reference(closing: Character) throws(Problem) -> String {
    let start = position
    while position < characters.count, characters[position] != closing { position += 1 }
    guard position < characters.count else {
      throw Problem(offset: start - 1, message: "this bracket is never closed; \"\(closing)\" is missing")
    }
    let name = String(characters[start..<position])
    position += 1
    let allowed = name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_" || $0 == ":" || $0 == "*") }
    guard allowed, let first = name.first, first != ":" else {
      throw Problem(offset: start, message: "expected a name of letters, digits and \"_\", but found \"\(name)\"")
    }
    return name
  }

  private static func group(_ parts: [[Template]], _ separator: Character?) -> Template {
    let sequences = parts.map { $0.count == 1 ? $0[0] : Template.sequence($0) }
    if sequences.count == 1 { return sequences[0] }
    return separator == ";" ? .permutation(sequences) : .choice(sequences)
  }
}
