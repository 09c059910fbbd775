import Text

/// An inverted index: for each feature, the records that have it and how strongly.
public struct Index: Sendable {
  /// A record that has a feature.
  public struct Posting: Sendable {
    public var record: Identifier<Record>
    /// 0 to 1: 1 for what the record is about, less for what its text mentions in passing.
    public var strength: Float
  }

  /// The number of each feature.
  private var numbers = KeyTable()
  /// Where the postings of each feature begin in `all`, and after them the end.
  private var starts: [Int32] = [0]
  private var all: [Posting] = []
  /// How rare each feature is, by its number.
  private(set) var rarities: [Float] = []
  /// The numbers of the features of all search phrases in turn, where those of each phrase end, and where the phrases
  /// of each record end.
  private(set) var phraseFeatures: [UInt32] = []
  private(set) var phraseEnds: [Int32] = []
  private(set) var phrasesOfRecords: [Int32] = []
  public private(set) var recordCount = 0

  public init() {}

  /// - Parameter parts: the features of all records, in the order of the records.
  public init(_ parts: [FeatureCollector]) {
    numbers = parts.first?.numbers ?? KeyTable()
    recordCount = parts.reduce(0) { $0 + $1.recordCount }
    // For each part the numbers here of its own ones.
    let renumbered = parts.map { part in
      part.features.map { feature in
        let next = UInt32(numbers.count)
        return numbers.value(of: feature.key, orInsert: next)
      }
    }
    // Counting sort by feature; within one the records stay in order.
    starts = [Int32](repeating: 0, count: numbers.count + 1)
    for (part, numbers) in zip(parts, renumbered) {
      for entry in part.entries { starts[Int(numbers[Int(entry.feature)]) + 1] += 1 }
    }
    for number in 0..<numbers.count { starts[number + 1] += starts[number] }
    all = [Posting](repeating: Posting(record: Identifier(0), strength: 0), count: Int(starts[numbers.count]))
    var next = starts
    var firstRecord = 0
    for (part, numbers) in zip(parts, renumbered) {
      for entry in part.entries {
        let number = Int(numbers[Int(entry.feature)])
        let record = Identifier<Record>(firstRecord + entry.posting.record.position)
        all[Int(next[number])] = Posting(record: record, strength: entry.posting.strength)
        next[number] += 1
      }
      firstRecord += part.recordCount
    }
    let ofCounts = (0...recordCount).map { rarity(of: $0) }
    rarities = (0..<numbers.count).map { ofCounts[Int(starts[$0 + 1] - starts[$0])] }
    for (part, numbers) in zip(parts, renumbered) {
      let (features, ends) = (Int32(phraseFeatures.count), Int32(phraseEnds.count))
      phraseFeatures += part.phraseFeatures.map { numbers[Int($0)] }
      phraseEnds += part.phraseEnds.map { $0 + features }
      phrasesOfRecords += part.phrasesOfRecords.map { $0 + ends }
    }
  }

  public func postings(of feature: Feature) -> ArraySlice<Posting> {
    guard let number = numbers[feature.key] else { return [] }
    return all[Int(starts[Int(number)])..<Int(starts[Int(number) + 1])]
  }

  /// How rare the feature is: the inverse document frequency of BM25 (Robertson and Spärck Jones), never below
  /// `rarityFloor`; a feature of no record is as rare as one of a single record.
  public func rarity(of feature: Feature) -> Float {
    number(of: feature).map { rarities[Int($0)] } ?? rarity(of: 0)
  }

  private func rarity(of count: Int) -> Float {
    let frequency = Float(max(1, count))
    return max(
      Self.rarityFloor, Self.logarithm(1 + (Float(recordCount) - frequency + 0.5) / (frequency + 0.5)))
  }

  /// The number of a feature, or nil of one that no record has.
  func number(of feature: Feature) -> UInt32? { numbers[feature.key] }

  static let rarityFloor: Float = 0.3

  /// The natural logarithm of a number of at least 1, by halving and a series: the same bits on every machine,
  /// and no C library on the way.
  static func logarithm(_ value: Float) -> Float {
    var x = Double(value)
    var result = 0.0
    while x > 1.5 {
      x /= 2
      result += 0.693_147_180_559_945_3
    }
    let ratio = (x - 1) / (x + 1)
    var term = ratio
    var sum = 0.0
    for n in stride(from: 1.0, through: 15, by: 2) {
      sum += term / n
      term *= ratio * ratio
    }
    return Float(result + 2 * sum)
  }
}
