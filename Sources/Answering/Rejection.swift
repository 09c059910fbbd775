import Tables

/// What a message rules out: "the city's bureau, not Sihui's".
enum Rejection {
  /// Words that may stand between "not" and the name: "not the one in Sihui".
  private static let reach = 3

  /// The positions of segments that are names ruled out; none where no other name would be left.
  static func segments(of reading: Reading, _ catalogue: Catalogue) -> Set<Int> {
    guard let before = catalogue.concept("not_before"), let after = catalogue.concept("not_after") else {
      return []
    }
    let segments = reading.segments
    let names = segments.indices.filter { isName(segments[$0]) }
    guard names.count > 1 else { return [] }
    var rejected: Set<Int> = []
    for position in segments.indices {
      if means(segments[position], before) {
        let next = names.first { $0 > position && $0 <= position + reach }
        if let next, !startsSentence(between: position, and: next, reading) { rejected.insert(next) }
      } else if means(segments[position], after) {
        let last = names.last { $0 < position && $0 >= position - reach }
        if let last, !startsSentence(between: last, and: position, reading) { rejected.insert(last) }
      }
    }
    return rejected.count < names.count ? rejected : []
  }

  /// The positions of tokens that are numbers ruled out: "in 2023, not 2022"; none where no other number would be left.
  static func numbers(of reading: Reading, _ catalogue: Catalogue) -> Set<Int> {
    guard let before = catalogue.concept("not_before"), let after = catalogue.concept("not_after") else {
      return []
    }
    var rejected: Set<Int> = []
    for segment in reading.segments {
      let next = segment.tokens.upperBound
      if means(segment, before), next < reading.tokens.count, reading.tokens[next].kind == .number {
        rejected.insert(next)
      }
      let last = segment.tokens.lowerBound - 1
      if means(segment, after), last >= 0, reading.tokens[last].kind == .number { rejected.insert(last) }
    }
    let numbers = reading.tokens.count { $0.kind == .number }
    return rejected.count < numbers ? rejected : []
  }

  private static func isName(_ segment: Segment) -> Bool {
    segment.meanings.contains { if case .name = $0 { true } else { false } }
  }

  private static func means(_ segment: Segment, _ concept: Identifier<Concept>) -> Bool {
    segment.meanings.contains(.concept(concept))
  }

  private static func startsSentence(between first: Int, and last: Int, _ reading: Reading) -> Bool {
    (first + 1...last).contains { reading.tokens[reading.segments[$0].tokens.lowerBound].startsSentence }
  }
}
