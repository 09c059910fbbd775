/// A sentence pattern in hassil's template language, parsed.
public enum Template: Sendable, Equatable {
  /// Literal text, as written.
  case text(String)
  /// One after the other.
  case sequence([Template])
  /// `(a|b)`: one of them.
  case choice([Template])
  /// `(a;b)`: all of them, in any order.
  case permutation([Template])
  /// `{list}` or `{list:slot}`: a value of a list.
  case list(String, slot: String)
  /// `<rule>`: the pattern of that name.
  case rule(String)

  /// `[a]`: with or without it.
  public static func optional(_ template: Template) -> Template { .choice([template, .sequence([])]) }

  /// How deep rules may nest, so that one that names itself ends.
  public static let ruleDepth = 8

  /// Calls `body` with every list and every rule that the pattern names.
  public func forEachReference(_ body: (Template) -> Void) {
    switch self {
    case .text: break
    case .list, .rule: body(self)
    case .sequence(let parts), .choice(let parts), .permutation(let parts):
      for part in parts { part.forEachReference(body) }
    }
  }

  /// The largest pattern that is taken, by `size`; those of a person are a hundred times smaller.
  public static let sizeLimit = 30_000

  /// How large the pattern is with its rules resolved and its orders written out, about in bytes; nil where
  /// that is more than `limit`. Takes a time of at most `limit`, however large the pattern is.
  public func size(_ rules: [String: Template], limit: Int = sizeLimit, depth: Int = ruleDepth) -> Int? {
    guard limit > 0 else { return nil }
    let size: Int
    switch self {
    case .text(let text): size = max(text.utf8.count, 1)
    case .list: size = 1
    case .rule(let name):
      guard depth > 0, let template = rules[name] else { return 1 }
      return template.size(rules, limit: limit, depth: depth - 1)
    case .sequence(let parts), .choice(let parts), .permutation(let parts):
      var sum = 1
      for part in parts {
        guard let next = part.size(rules, limit: limit - sum, depth: depth) else { return nil }
        sum += next
      }
      if case .permutation = self { sum *= parts.orderCount }
      size = sum
    }
    return size <= limit ? size : nil
  }

  /// Calls `body` with every sentence of the pattern in UTF-8, lists and rules left out. Returns false, and calls
  /// nothing, where there are more than `limit`.
  public func forEachSentence(limit: Int, _ body: (ArraySlice<UInt8>) -> Void) -> Bool {
    guard sentenceCount(limit: limit) != nil else { return false }
    var text: [UInt8] = []
    write(to: &text) { body($0[...]) }
    return true
  }

  /// How many sentences the pattern has, or nil where that is more than `limit`.
  private func sentenceCount(limit: Int) -> Int? {
    var count = 1
    switch self {
    case .text, .list, .rule: break
    case .choice(let parts):
      count = 0
      for part in parts {
        guard let next = part.sentenceCount(limit: limit) else { return nil }
        count += next
        if count > limit { return nil }
      }
    case .sequence(let parts), .permutation(let parts):
      if case .permutation = self { count = parts.orderCount }
      for part in parts {
        guard let next = part.sentenceCount(limit: limit) else { return nil }
        count *= next
        if count > limit { return nil }
      }
    }
    return count <= limit ? count : nil
  }

  /// Calls `next` with the text followed by each sentence in turn. One text is written and cut again.
  private func write(to text: inout [UInt8], then next: (inout [UInt8]) -> Void) {
    switch self {
    case .text(let own):
      let count = text.count
      text += own.utf8
      next(&text)
      text.removeLast(text.count - count)
    case .list, .rule: next(&text)
    case .sequence(let parts): Self.write(parts[...], to: &text, then: next)
    case .choice(let parts): for part in parts { part.write(to: &text, then: next) }
    case .permutation(let parts):
      for order in parts.permutations { Self.write(order[...], to: &text, then: next) }
    }
  }

  private static func write(
    _ parts: ArraySlice<Template>, to text: inout [UInt8], then next: (inout [UInt8]) -> Void
  ) {
    guard let first = parts.first else { return next(&text) }
    first.write(to: &text) { write(parts.dropFirst(), to: &$0, then: next) }
  }
}

extension Array where Element == Template {
  /// Longest permutation that is expanded; the check refuses longer ones.
  public static var permutationLimit: Int { 5 }

  /// How many orders of the parts are written out.
  var orderCount: Int { count <= Self.permutationLimit ? (1...Swift.max(count, 1)).reduce(1, *) : 1 }

  /// Every order of the parts, a space between them.
  var permutations: [[Template]] {
    guard count <= Self.permutationLimit else { return [self] }
    guard let last else { return [[]] }
    if count == 1 { return [[last]] }
    return indices.flatMap { index -> [[Template]] in
      var rest = self
      let first = rest.remove(at: index)
      return rest.permutations.map { [first, .text(" ")] + $0 }
    }
  }
}

extension String {
  /// Whether it is one space, as most texts of patterns are. Asking the bytes saves Unicode's comparison.
  public var isSpace: Bool { utf8.count == 1 && utf8.first == 0x20 }
}
