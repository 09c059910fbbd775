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
    guard !parts.isEmpty else {
      body([])
      return true
    }
    guard sentenceCount(at: 0, limit: limit) != nil else { return false }
    // One text is written and cut again: from one sentence to the next mostly the last part changes.
    let choices = pieces(of: 0)
    var chosen = [Int](repeating: 0, count: choices.count)
    var starts = [Int](repeating: 0, count: choices.count)
    var text: [UInt8] = []
    var position = 0
    while true {
      while position < choices.count {
        starts[position] = text.count
        text += choices[position][chosen[position]]
        position += 1
      }
      body(text[...])
      // On to the next one of the last part that has one, and to the first of those behind it.
      repeat {
        position -= 1
        if position < 0 { return true }
        chosen[position] += 1
        if chosen[position] == choices[position].count { chosen[position] = 0 }
      } while chosen[position] == 0
      text.removeLast(text.count - starts[position])
    }
  }

  /// The pieces that stand one after the other in a part, each with all that it may be.
  private func pieces(of position: Int) -> [[ArraySlice<UInt8>]] {
    var pieces: [[ArraySlice<UInt8>]] = []
    addPieces(of: position, to: &pieces)
    return pieces
  }

  private func addPieces(of position: Int, to pieces: inout [[ArraySlice<UInt8>]]) {
    guard case .sequence(let end) = parts[position] else {
      var sentences: [ArraySlice<UInt8>] = []
      addSentences(of: position, to: &sentences)
      pieces.append(sentences)
      return
    }
    var part = position + 1
    while part < end {
      addPieces(of: part, to: &pieces)
      part = self.end(of: part)
    }
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

  /// Adds all that a part may be. Most are texts as they stand in the file, of which nothing is copied.
  private func addSentences(of position: Int, to sentences: inout [ArraySlice<UInt8>]) {
    switch parts[position] {
    case .text(let text): sentences.append(utf8(text))
    case .list, .rule: sentences.append([])
    case .choice(let end):
      var part = position + 1
      while part < end {
        addSentences(of: part, to: &sentences)
        part = self.end(of: part)
      }
    case .sequence(let end):
      if position + 2 == end { return addSentences(of: position + 1, to: &sentences) }
      sentences += Self.products(pieces(of: position))
    case .permutation:
      for order in Self.orders(of: positions(in: position)) {
        sentences += Self.products(order.map(pieces).joined(separator: [[[UInt8(ascii: " ")]]]).map(\.self))
      }
    }
  }

  /// One of each, one after the other, in every way.
  private static func products(_ choices: [[ArraySlice<UInt8>]]) -> [ArraySlice<UInt8>] {
    choices.reduce([[]]) { heads, tails in heads.flatMap { head in tails.map { head + $0 } } }
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
