import Text

/// An inverted index: for each feature, the records that have it and how strongly.
public struct Index: Sendable {
  /// A record that has a feature.
  public struct Posting: Sendable {
    public var record: Identifier<Record>
    /// 0 to 1: 1 for what the record is about, less for what its text mentions in passing.
    public var strength: Float
  }

  private var postings: [Feature: Range<Int32>] = [:]
  private var all: [Posting] = []
  public private(set) var recordCount = 0

  public init() {}

  /// - Parameter features: for each record in order, its features and their strengths.
  public init(features: [[Feature: Float]]) {
    recordCount = features.count
    var lists: [Feature: [Posting]] = [:]
    for (position, features) in features.enumerated() {
      for (feature, strength) in features {
        lists[feature, default: []].append(Posting(record: Identifier(position), strength: strength))
      }
    }
    postings.reserveCapacity(lists.count)
    for (feature, list) in lists {
      let start = Int32(all.count)
      all.append(contentsOf: list.sorted { $0.record < $1.record })
      postings[feature] = start..<Int32(all.count)
    }
  }

  public func postings(of feature: Feature) -> ArraySlice<Posting> {
    guard let range = postings[feature] else { return [] }
    return all[Int(range.lowerBound)..<Int(range.upperBound)]
  }

  /// How rare the feature is: the inverse document frequency of BM25 (Robertson and Spärck Jones), never below
  /// `rarityFloor`; a feature of no record is as rare as one of a single record.
  public func rarity(of feature: Feature) -> Float {
    let frequency = Float(max(1, postings(of: feature).count))
    return max(Self.rarityFloor, Self.logarithm(1 + (Float(recordCount) - frequency + 0.5) / (frequency + 0.5)))
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
