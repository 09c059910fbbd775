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

  private let bytes: ArraySlice<UInt8>
  /// In bytes; every character that means something is ASCII.
  private var position: Int

  static func parse(_ text: String) throws(Problem) -> Template {
    if text.isEmpty { return .sequence([]) }
    var parser = TemplateParser(bytes: Array(text.utf8)[...])
    return try parser.alternatives(closing: nil, depth: 0)
  }

  static func parse(_ phrase: Phrase) throws(Problem) -> Template {
    if phrase.isPlain { return .text(phrase.text) }
    var parser = TemplateParser(bytes: phrase.bytes)
    return try parser.alternatives(closing: nil, depth: 0)
  }

  private init(bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    position = bytes.startIndex
  }

  /// Whether a character means something beside itself.
  private static func isSyntax(_ sign: Unicode.Scalar) -> Bool {
    switch sign {
    case "[", "]", "(", ")", "{", "}", "<", ">", "|", ";", "\\": true
    default: false
    }
  }

  private func problem(at position: Int, _ message: String) -> Problem {
    let before = bytes[..<max(bytes.startIndex, position)]
    return Problem(offset: String(decoding: before, as: UTF8.self).count, message: message)
  }

  /// Parts up to the closing character, or to the end where it is nil.
  private mutating func alternatives(closing: Unicode.Scalar?, depth: Int) throws(Problem) -> Template {
    let opened = position - 1
    guard depth <= Self.depthLimit else {
      throw problem(at: opened, "groups nest deeper than \(Self.depthLimit)")
    }
    // The parts of the group that are read, and what is read of the next one.
    var parts: [Template] = []
    var part: [Template] = []
    var separator: Unicode.Scalar?
    while position < bytes.endIndex {
      let sign = Unicode.Scalar(bytes[position])
      guard Self.isSyntax(sign), sign != "\\" else {
        part.append(.text(try literal()))
        continue
      }
      position += 1
      switch sign {
      case closing: return Self.group(parts + [Self.sequence(part)], separator)
      case "[":
        let inner = try alternatives(closing: "]", depth: depth + 1)
        part.append(.optional(inner))
      case "(": part.append(try alternatives(closing: ")", depth: depth + 1))
      case "{":
        let name = try reference(closing: "}")
        let halves = name.split(separator: ":", maxSplits: 1).map(String.init)
        part.append(.list(halves[0], slot: halves.count > 1 ? halves[1] : halves[0]))
      case "<": part.append(.rule(try reference(closing: ">")))
      case "|", ";":
        guard closing != nil else {
          throw problem(
            at: position - 1,
            "\"\(sign)\" stands outside a group; put the alternatives in round brackets")
        }
        if let separator, separator != sign {
          throw problem(at: position - 1, "a group has either \"|\" or \";\" between its parts, not both")
        }
        separator = sign
        parts.append(Self.sequence(part))
        part = []
        if sign == ";", parts.count + 1 > [Template].permutationLimit {
          throw problem(at: opened, "a group has at most \([Template].permutationLimit) parts in any order")
        }
      default:
        throw problem(at: position - 1, "\"\(sign)\" closes nothing; was an opening bracket left out?")
      }
    }
    if let closing { throw problem(at: opened, "this bracket is never closed; \"\(closing)\" is missing") }
    return Self.group(parts + [Self.sequence(part)], separator)
  }

  /// The text up to the next character that means something, `\` resolved.
  private mutating func literal() throws(Problem) -> String {
    // Copied only where a "\" has to go.
    var start = position
    var text: [UInt8] = []
    while position < bytes.endIndex {
      let sign = Unicode.Scalar(bytes[position])
      if sign == "\\" {
        text += bytes[start..<position]
        position += 1
        start = position
        guard position < bytes.endIndex else {
          throw problem(at: position - 1, "a \"\\\" at the end has nothing to stand before")
        }
      } else if Self.isSyntax(sign) {
        break
      }
      position += 1
    }
    let rest = bytes[start..<position]
    return text.isEmpty ? String(decoding: rest, as: UTF8.self) : String(decoding: text + rest, as: UTF8.self)
  }

  private mutating func reference(closing: Unicode.Scalar) throws(Problem) -> String {
    let start = position
    while position < bytes.endIndex, Unicode.Scalar(bytes[position]) != closing { position += 1 }
    guard position < bytes.endIndex else {
      throw problem(at: start - 1, "this bracket is never closed; \"\(closing)\" is missing")
    }
    let letters = bytes[start..<position]
    let name = String(decoding: letters, as: UTF8.self)
    position += 1
    guard letters.allSatisfy(Self.isNameByte), let first = letters.first, first != UInt8(ascii: ":") else {
      throw problem(at: start, "expected a name of letters, digits and \"_\", but found \"\(name)\"")
    }
    return name
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"), UInt8(ascii: ":"), UInt8(ascii: "*"): true
    default: false
    }
  }

  private static func sequence(_ parts: [Template]) -> Template {
    parts.count == 1 ? parts[0] : .sequence(parts)
  }

  private static func group(_ parts: [Template], _ separator: Unicode.Scalar?) -> Template {
    if parts.count == 1 { return parts[0] }
    return separator == ";" ? .permutation(parts) : .choice(parts)
  }
}
