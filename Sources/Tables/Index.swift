import Text

/// An inverted index: for each feature, the records that have it and how strongly.
public struct Index: Sendable {
  /// A record that has a feature.
  public struct Posting: Sendable {
    public var record: Identifier<Record>
    /// 0 to 1: 1 for what the record is about, less for what its text mentions in passing.
    public var strength: Float
  }

  /// What a search phrase of a record is made of.
  public struct Phrase: Sendable {
    var features: Range<Int32>
  }

  private var phrases: [Phrase] = []
  private var phraseFeatures: [Feature] = []
  private var phraseEnds: [Int32] = []

  /// The number of each feature.
  private var numbers = KeyTable()
  /// Where the postings of each feature begin in `all`, and after them the end.
  private var starts: [Int32] = [0]
  private var all: [Posting] = []
  public private(set) var recordCount = 0

  public init() {}

  /// - Parameter collector: the features of all records, in the order of the records.
  public init(_ collector: FeatureCollector) {
    numbers = collector.numbers
    recordCount = collector.recordCount
    phrases = collector.phrases
    phraseFeatures = collector.phraseFeatures
    phraseEnds = collector.phraseEnds
    // Counting sort by feature; within one the records stay in order.
    var counts = [Int32](repeating: 0, count: numbers.count)
    for entry in collector.entries { counts[Int(entry.feature)] += 1 }
    starts = [0]
    starts.reserveCapacity(counts.count + 1)
    for count in counts { starts.append(starts[starts.count - 1] + count) }
    all = [Posting](repeating: Posting(record: Identifier(0), strength: 0), count: collector.entries.count)
    var next = starts
    for entry in collector.entries {
      all[Int(next[Int(entry.feature)])] = entry.posting
      next[Int(entry.feature)] += 1
    }
  }

  public func postings(of feature: Feature) -> ArraySlice<Posting> {
    guard let number = numbers[feature.key] else { return [] }
    return all[Int(starts[Int(number)])..<Int(starts[Int(number) + 1])]
  }

  /// Calls `body` with the features of each search phrase of a record.
  public func forEachPhrase(of record: Identifier<Record>, _ body: (ArraySlice<Feature>) -> Void) {
    let start = record.position == 0 ? 0 : Int(phraseEnds[record.position - 1])
    for phrase in phrases[start..<Int(phraseEnds[record.position])] {
      body(phraseFeatures[Int(phrase.features.lowerBound)..<Int(phrase.features.upperBound)])
    }
  }

  /// How rare the feature is: the inverse document frequency of BM25 (Robertson and Spärck Jones), never below
  /// `rarityFloor`; a feature of no record is as rare as one of a single record.
  public func rarity(of feature: Feature) -> Float {
    let frequency = Float(max(1, postings(of: feature).count))
    return max(
      Self.rarityFloor, Self.logarithm(1 + (Float(recordCount) - frequency + 0.5) / (frequency + 0.5)))
  }

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
