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
  private var template: Template

  static func parse(_ text: String) throws(Problem) -> Template { try parse(Array(text.utf8)[...]) }

  /// - Parameter value: the bytes of the field that holds the phrase.
  static func parse(_ phrase: Phrase, of value: ArraySlice<UInt8>) throws(Problem) -> Template {
    let bytes = value.dropFirst(phrase.range.lowerBound).prefix(phrase.range.count)
    guard phrase.isPlain else { return try parse(bytes) }
    var template = Template(bytes: bytes)
    template.add(.text(template.text(at: bytes.indices)))
    return template
  }

  /// - Parameter bytes: valid UTF-8.
  private static func parse(_ bytes: ArraySlice<UInt8>) throws(Problem) -> Template {
    var parser = TemplateParser(bytes: bytes)
    try parser.readGroup(closing: nil, depth: 0)
    return parser.template
  }

  private init(bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    position = bytes.startIndex
    template = Template(bytes: bytes)
    template.reserve(bytes: bytes.count)
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
  private mutating func readGroup(closing: Unicode.Scalar?, depth: Int) throws(Problem) {
    let opened = position - 1
    guard depth <= Self.depthLimit else {
      throw problem(at: opened, "groups nest deeper than \(Self.depthLimit)")
    }
    let group = template.beginGroup()
    var part = template.beginGroup()
    var partCount = 1
    var separator: Unicode.Scalar?
    while position < bytes.endIndex {
      let sign = Unicode.Scalar(bytes[position])
      guard Self.isSyntax(sign), sign != "\\" else {
        template.add(.text(try literal()))
        continue
      }
      position += 1
      switch sign {
      case closing:
        template.endGroup(part)
        template.endGroup(group) { end in
          switch separator {
          case "|": .choice(end: end)
          case ";": .permutation(end: end)
          default: .sequence(end: end)
          }
        }
        return
      case "[":
        let optional = template.beginGroup()
        try readGroup(closing: "]", depth: depth + 1)
        template.endGroup(template.beginGroup())
        template.endGroup(optional) { .choice(end: $0) }
      case "(": try readGroup(closing: ")", depth: depth + 1)
      case "{":
        let name = try reference(closing: "}")
        let colon = bytes[name].firstIndex(of: UInt8(ascii: ":")) ?? name.upperBound
        let slot = colon + 1 < name.upperBound ? colon + 1..<name.upperBound : name.lowerBound..<colon
        template.add(
          .list(template.text(at: name.lowerBound..<colon), slot: template.text(at: slot)))
      case "<":
        let name = try reference(closing: ">")
        template.add(.rule(template.text(at: name)))
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
        template.endGroup(part)
        part = template.beginGroup()
        partCount += 1
        if sign == ";", partCount > Template.permutationLimit {
          throw problem(at: opened, "a group has at most \(Template.permutationLimit) parts in any order")
        }
      default:
        throw problem(at: position - 1, "\"\(sign)\" closes nothing; was an opening bracket left out?")
      }
    }
    if let closing { throw problem(at: opened, "this bracket is never closed; \"\(closing)\" is missing") }
    template.endGroup(part)
    template.endGroup(group)
  }

  /// The text up to the next character that means something, `\` resolved.
  private mutating func literal() throws(Problem) -> Template.Text {
    // Written anew only where a "\" has to go.
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
    return text.isEmpty
      ? template.text(at: start..<position) : template.text(adding: text + bytes[start..<position])
  }

  /// A name up to the closing bracket: where it stands.
  private mutating func reference(closing: Unicode.Scalar) throws(Problem) -> Range<Int> {
    let start = position
    while position < bytes.endIndex, Unicode.Scalar(bytes[position]) != closing { position += 1 }
    guard position < bytes.endIndex else {
      throw problem(at: start - 1, "this bracket is never closed; \"\(closing)\" is missing")
    }
    let letters = bytes[start..<position]
    position += 1
    guard letters.allSatisfy(Self.isNameByte), let first = letters.first, first != UInt8(ascii: ":") else {
      let name = String(decoding: letters, as: UTF8.self)
      throw problem(at: start, "expected a name of letters, digits and \"_\", but found \"\(name)\"")
    }
    return letters.indices
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"), UInt8(ascii: ":"), UInt8(ascii: "*"): true
    default: false
    }
  }
}
