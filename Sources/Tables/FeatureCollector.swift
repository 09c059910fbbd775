import Text

/// Gathers the features of record after record, each at its greatest strength, for the index.
public struct FeatureCollector: Sendable {
  struct Entry: Sendable {
    var feature: UInt32
    var posting: Index.Posting
  }

  /// The number of each feature, in the order in which they came.
  private(set) var numbers = KeyTable()
  /// The features by their numbers.
  private(set) var features: [Feature] = []
  private(set) var entries: [Entry] = []
  private(set) var recordCount = 0
  /// The numbers of the features of all search phrases in turn, where those of each phrase end, and where the phrases
  /// of each record end.
  private(set) var phraseFeatures: [UInt32] = []
  private(set) var phraseEnds: [Int32] = []
  private(set) var phrasesOfRecords: [Int32] = []

  /// What the record being gathered has of a feature.
  private struct State {
    /// 0 where the record has it not.
    var strength: Float = 0
    /// The languages in which it was seen, as bits.
    var languages: UInt8 = 0

    /// Takes the greater strength, and the languages. Returns whether the record had it not before.
    mutating func take(_ strength: Float, _ languages: UInt8) -> Bool {
      let isNew = self.strength == 0
      self.strength = max(self.strength, strength)
      self.languages |= languages
      return isNew
    }
  }

  /// By the feature's number.
  private var states: [State] = []
  private var present: [UInt32] = []

  public init() {}

  /// Makes room for so many records: two hundred features for each, as the data files have it.
  public mutating func reserve(records: Int) { entries.reserveCapacity(records * 200) }

  /// Adds a feature of the present record. The strength is above 0.
  public mutating func add(_ feature: Feature, _ strength: Float) {
    add(strength, 0, to: number(of: feature))
  }

  /// Adds a feature that a text in a language shows.
  public mutating func add(_ feature: Feature, _ strength: Float, in language: Language) {
    add(strength, 1 << UInt8(language.index), to: number(of: feature))
  }

  /// Adds a feature that the record has whatever its texts say: a figure.
  public mutating func hold(_ feature: Feature, _ strength: Float) {
    add(strength, .max, to: number(of: feature))
  }

  /// Adds a feature of the present record that the text being read means, which may be a search phrase.
  public mutating func addToPhrase(_ feature: Feature, _ strength: Float, in language: Language? = nil) {
    let number = number(of: feature)
    add(strength, language.map { 1 << UInt8($0.index) } ?? 0, to: number)
    phraseFeatures.append(UInt32(number))
  }

  /// The text was no search phrase.
  public mutating func dropPhrase() {
    phraseFeatures.removeLast(phraseFeatures.count - Int(phraseEnds.last ?? 0))
  }

  /// Ends a search phrase; one that means nothing is left out.
  public mutating func endPhrase() {
    let end = Int32(phraseFeatures.count)
    if end > phraseEnds.last ?? 0 { phraseEnds.append(end) }
  }

  /// Ends the present record; the next one begins.
  /// - Parameter singleLanguageFactor: what features count that the texts of only one language show.
  public mutating func endRecord(singleLanguageFactor: Float) {
    for number in present {
      let state = states[Int(number)]
      let isSingle = state.languages.nonzeroBitCount == 1
      let strength = state.strength * (isSingle ? singleLanguageFactor : 1)
      entries.append(
        Entry(feature: number, posting: Index.Posting(record: Identifier(recordCount), strength: strength)))
      states[Int(number)] = State()
    }
    present.removeAll(keepingCapacity: true)
    recordCount += 1
    phrasesOfRecords.append(Int32(phraseEnds.count))
  }

  private mutating func number(of feature: Feature) -> Int {
    let number = Int(numbers.value(of: feature.key, orInsert: UInt32(states.count)))
    if number == states.count {
      features.append(feature)
      states.append(State())
    }
    return number
  }

  private mutating func add(_ strength: Float, _ languages: UInt8, to number: Int) {
    if states[number].take(strength, languages) { present.append(UInt32(number)) }
  }
}
