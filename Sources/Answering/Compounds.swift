import Tables

/// Finds what words mean when they are said near each other: "send us, whenever you can, a brochure" is a wish for a
/// person, whatever stands between.
struct Compounds {
  /// Where a message says something.
  private typealias Place = Range<Int>

  /// How often a message may say the same before the rest of it is no longer looked at.
  static let occurrenceLimit = 16

  /// The concepts that are made up, each once, in the order of the files.
  private(set) var all: [Identifier<Concept>] = []

  private let reading: Reading
  private var places: [Key: [Place]] = [:]

  /// - Parameter rejected: positions of segments that do not count.
  init(_ reading: Reading, without rejected: Set<Int>, _ catalogue: Catalogue) {
    self.reading = reading
    guard !catalogue.compounds.isEmpty, reading.segments.count > 1 else { return }
    for (position, segment) in reading.segments.enumerated() where !rejected.contains(position) {
      for meaning in segment.meanings {
        add(segment.tokens, to: .meaning(meaning))
        if case .name(let name) = meaning { add(segment.tokens, to: .kind(catalogue[name].kind)) }
      }
    }
    all = catalogue.compounds.filter { catalogue[$0].keys.contains(where: isSaidTogether) }
  }

  private mutating func add(_ place: Place, to key: Key) {
    if places[key, default: []].count < Self.occurrenceLimit { places[key, default: []].append(place) }
  }

  /// Whether the message says all keys, each next to those before it.
  private func isSaidTogether(_ keys: [Key]) -> Bool {
    guard let first = keys.first.flatMap({ places[$0] }) else { return false }
    return first.contains { start in
      var whole = start
      return keys.dropFirst().allSatisfy { key in
        guard let next = places[key]?.first(where: { isNear($0, whole) }) else { return false }
        whole = min(whole.lowerBound, next.lowerBound)..<max(whole.upperBound, next.upperBound)
        return true
      }
    }
  }

  private func isNear(_ one: Place, _ other: Place) -> Bool {
    guard !one.overlaps(other) else { return false }
    let (left, right) = one.lowerBound < other.lowerBound ? (one, other) : (other, one)
    let between = reading.tokens[left.upperBound..<right.lowerBound]
    let halves = between.reduce(0) { $0 + ($1.kind == .han || $1.kind == .kana ? 1 : 2) }
    return halves <= 2 * Thresholds.togetherReach
      && !(left.upperBound...right.lowerBound).contains { reading.tokens[$0].startsSentence }
  }
}
