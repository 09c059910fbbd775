/// How large a pattern is, and the sentences that it stands for.
extension Template {
  /// The largest pattern that is taken, by `size`; those of a person are a hundred times smaller.
  public static let sizeLimit = 30_000

  /// Longest permutation that is written out; the check refuses longer ones.
  public static let permutationLimit = 5

  /// How large the pattern is with its rules resolved and its orders written out, about in bytes; nil where
  /// that is more than `limit`. Takes a time of at most `limit`, however large the pattern is.
  public func size(_ rules: [String: Template], limit: Int = sizeLimit, depth: Int = ruleDepth) -> Int? {
    parts.isEmpty ? 1 : size(of: 0, rules, limit, depth)
  }

  private func size(of position: Int, _ rules: [String: Template], _ limit: Int, _ depth: Int) -> Int? {
    guard limit > 0 else { return nil }
    var size = 1
    switch parts[position] {
    case .text(let text): size = max(utf8(text).count, 1)
    case .list: break
    case .rule(let name):
      guard depth > 0, let template = rules[string(name)] else { break }
      return template.size(rules, limit: limit, depth: depth - 1)
    case .sequence(let end), .choice(let end), .permutation(let end):
      // A sequence takes nothing beside its parts.
      var isSequence = false
      if case .sequence = parts[position] { isSequence = true }
      var sum = isSequence ? 0 : 1
      var count = 0
      var part = position + 1
      while part < end {
        guard let next = self.size(of: part, rules, limit - sum, depth) else { return nil }
        sum += next
        count += 1
        part = self.end(of: part)
      }
      if case .permutation = parts[position] { sum *= Self.orderCount(count) }
      size = max(sum, 1)
    }
    return size <= limit ? size : nil
  }

  /// Calls `body` with every sentence of the pattern in UTF-8, lists and rules left out. Returns false, and calls
  /// nothing, where there are more than `limit`.
  public func forEachSentence(limit: Int, _ body: (ArraySlice<UInt8>) -> Void) -> Bool {
    var text: [UInt8] = []
    guard !parts.isEmpty else {
      body([])
      return true
    }
    guard sentenceCount(at: 0, limit: limit) != nil else { return false }
    write(0, to: &text) { body($0[...]) }
    return true
  }

  /// How many sentences a part has, or nil where that is more than `limit`.
  private func sentenceCount(at position: Int, limit: Int) -> Int? {
    var count = 1
    switch parts[position] {
    case .text, .list, .rule: break
    case .choice(let end):
      count = 0
      var part = position + 1
      while part < end {
        guard let next = sentenceCount(at: part, limit: limit) else { return nil }
        count += next
        if count > limit { return nil }
        part = self.end(of: part)
      }
    case .sequence(let end), .permutation(let end):
      if case .permutation = parts[position] { count = Self.orderCount(positions(in: position).count) }
      var part = position + 1
      while part < end {
        guard let next = sentenceCount(at: part, limit: limit) else { return nil }
        count *= next
        if count > limit { return nil }
        part = self.end(of: part)
      }
    }
    return count <= limit ? count : nil
  }

  /// Calls `next` with the text followed by each sentence of a part in turn. One text is written and cut again.
  private func write(_ position: Int, to text: inout [UInt8], then next: (inout [UInt8]) -> Void) {
    switch parts[position] {
    case .text(let own):
      let count = text.count
      text += utf8(own)
      next(&text)
      text.removeLast(text.count - count)
    case .list, .rule: next(&text)
    case .sequence(let end): write(from: position + 1, to: Int(end), to: &text, then: next)
    case .choice(let end):
      var part = position + 1
      while part < end {
        write(part, to: &text, then: next)
        part = self.end(of: part)
      }
    case .permutation:
      for order in Self.orders(of: positions(in: position)) { write(order[...], to: &text, then: next) }
    }
  }

  /// The same for parts one after the other.
  private func write(
    from start: Int, to end: Int, to text: inout [UInt8], then next: (inout [UInt8]) -> Void
  ) {
    guard start < end else { return next(&text) }
    write(start, to: &text) { write(from: self.end(of: start), to: end, to: &$0, then: next) }
  }

  /// The same for parts in an order, with a space between them.
  private func write(
    _ order: ArraySlice<Int>, to text: inout [UInt8], then next: (inout [UInt8]) -> Void
  ) {
    guard let first = order.first else { return next(&text) }
    let rest = order.dropFirst()
    write(first, to: &text) { text in
      let count = text.count
      if !rest.isEmpty { text.append(0x20) }
      write(rest, to: &text, then: next)
      text.removeLast(text.count - count)
    }
  }

  /// How many orders of so many parts are written out.
  private static func orderCount(_ count: Int) -> Int {
    count <= permutationLimit ? (1...max(count, 1)).reduce(1, *) : 1
  }

  /// Every order of the parts.
  static func orders(of positions: [Int]) -> [[Int]] {
    guard positions.count <= permutationLimit, positions.count > 1 else { return [positions] }
    return positions.indices.flatMap { index -> [[Int]] in
      var rest = positions
      let first = rest.remove(at: index)
      return orders(of: rest).map { [first] + $0 }
    }
  }
}
