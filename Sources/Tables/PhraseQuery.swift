import Text

/// What a question means, for telling how like it is to the search phrases of records.
public struct PhraseQuery: Sendable {
  /// Something that a phrase may have of a term.
  struct Part: Sendable {
    /// The feature's number in the index.
    var feature: UInt32
    /// The position of the term, which counts once.
    var term: Int
    /// The term's weight times how much of it the feature is.
    var weight: Float
    /// What the term adds to the whole only where the phrase has it: its weight for a name, else 0.
    var optional: Float
  }

  fileprivate var parts: [Part] = []
  /// Features that say nothing, whichever side has them.
  fileprivate var ignored: [UInt32] = []
  fileprivate var weight: Float = 0

  /// The most terms that are told apart.
  private static let termLimit = 64
  private var terms = 0

  public init() {}

  /// Adds a term by its features with their shares.
  /// - Parameter isOptional: whether it says nothing where the phrase has it not.
  public mutating func add(
    _ features: [(feature: Feature, share: Float)], weight: Float, isOptional: Bool, _ index: Index
  ) {
    guard terms < Self.termLimit else { return }
    for (feature, share) in features {
      guard let number = index.number(of: feature) else { continue }
      parts.append(
        Part(feature: number, term: terms, weight: weight * share, optional: isOptional ? weight : 0))
    }
    terms += 1
    if !isOptional { self.weight += weight }
  }

  /// Leaves a feature out of account.
  public mutating func ignore(_ feature: Feature, _ index: Index) {
    if let number = index.number(of: feature) { ignored.append(number) }
  }
}

extension Index {
  /// How like a question is to the nearest search phrase of a record: the weighted Dice coefficient (L. Dice, 1945) of
  /// what both say, 0 to 1.
  public func likeness(of record: Identifier<Record>, to query: PhraseQuery) -> Float {
    var best: Float = 0
    var start = 0
    var phrase = record.position == 0 ? 0 : Int(phrasesOfRecords[record.position - 1])
    if phrase > 0 { start = Int(phraseEnds[phrase - 1]) }
    while phrase < Int(phrasesOfRecords[record.position]) {
      let end = Int(phraseEnds[phrase])
      var both: Float = 0
      var all = query.weight
      var seen: UInt64 = 0
      for position in start..<end {
        let feature = phraseFeatures[position]
        if !query.ignored.contains(feature) { all += rarities[Int(feature)] }
        for part in query.parts where part.feature == feature && seen & (1 << UInt64(part.term)) == 0 {
          seen |= 1 << UInt64(part.term)
          both += part.weight
          all += part.optional
        }
      }
      if both > 0 { best = max(best, 2 * both / all) }
      start = end
      phrase += 1
    }
    return min(1, best)
  }
}
