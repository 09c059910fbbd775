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
    var pieces = SentencePieces()
    addPieces(of: 0, to: &pieces)
    pieces.forEachSentence(body)
    return true
  }

  /// Adds the pieces that stand one after the other in a part.
  private func addPieces(of position: Int, to pieces: inout SentencePieces) {
    guard case .sequence(let end) = parts[position] else {
      addTexts(of: position, to: &pieces)
      pieces.endPiece()
      return
    }
    var part = position + 1
    while part < end {
      addPieces(of: part, to: &pieces)
      part = self.end(of: part)
    }
  }

  /// Adds all that a part may be, as texts of one piece.
  private func addTexts(of position: Int, to pieces: inout SentencePieces) {
    switch parts[position] {
    case .text(let text): pieces.add(utf8(text))
    case .list, .rule: pieces.add([])
    case .choice(let end):
      var part = position + 1
      while part < end {
        addTexts(of: part, to: &pieces)
        part = self.end(of: part)
      }
    case .sequence(let end):
      if position + 2 == end { return addTexts(of: position + 1, to: &pieces) }
      var own = SentencePieces()
      addPieces(of: position, to: &own)
      own.forEachSentence { pieces.add($0) }
    case .permutation:
      for order in Self.orders(of: positions(in: position)) {
        var own = SentencePieces()
        for (place, part) in order.enumerated() {
          if place > 0 {
            own.add([UInt8(ascii: " ")])
            own.endPiece()
          }
          addPieces(of: part, to: &own)
        }
        own.forEachSentence { pieces.add($0) }
      }
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

/// The pieces of a sentence, each with all the texts that it may be. All texts stand in one array: patterns stand for
/// tens of thousands of sentences.
private struct SentencePieces {
  private var bytes: [UInt8] = []
  /// Where each text stands in `bytes`, piece after piece, and where the texts of each piece end.
  private var texts: [Range<Int>] = []
  private var ends: [Int] = []

  /// Adds a text that the present piece may be.
  mutating func add(_ text: ArraySlice<UInt8>) {
    let start = bytes.count
    bytes += text
    texts.append(start..<bytes.count)
  }

  /// The next text is one of another piece.
  mutating func endPiece() { ends.append(texts.count) }

  /// Calls `body` with one text of each piece, one after the other, in every way.
  func forEachSentence(_ body: (ArraySlice<UInt8>) -> Void) {
    var chosen = (0..<ends.count).map { $0 == 0 ? 0 : ends[$0 - 1] }
    let first = chosen
    // One sentence is written and cut again: from one to the next mostly the last piece changes.
    var starts = [Int](repeating: 0, count: ends.count)
    var sentence: [UInt8] = []
    var piece = 0
    while true {
      while piece < ends.count {
        starts[piece] = sentence.count
        for position in texts[chosen[piece]] { sentence.append(bytes[position]) }
        piece += 1
      }
      body(sentence[...])
      // On to the next text of the last piece that has one, and to the first of those behind it.
      repeat {
        piece -= 1
        if piece < 0 { return }
        chosen[piece] += 1
        if chosen[piece] == ends[piece] { chosen[piece] = first[piece] }
      } while chosen[piece] == first[piece]
      sentence.removeLast(sentence.count - starts[piece])
    }
  }
}
