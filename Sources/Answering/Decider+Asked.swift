import Tables
import Text

/// What the message asks for, beside what it is about.
extension Decider {
  /// The kinds of figure the question wants.
  var askedDimensions: Set<Dimension> {
    var result: Set<Dimension> = []
    for (signal, dimension) in Self.dimensionSignals where understanding.has(signal, in: catalogue) {
      result.insert(dimension)
    }
    return result
  }

  private static let dimensionSignals: [(String, Dimension)] = [
    ("ask_money", .money), ("ask_area", .area), ("ask_percent", .share),
  ]

  /// The years that the message names.
  var years: Set<Int> {
    let reading = understanding.reading
    return Set(
      reading.tokens.enumerated().compactMap { position, token in
        guard token.kind == .number, let year = Int(reading.tokenized.text(token)) else { return nil }
        return (1990...2099).contains(year) ? year : understanding.shortYear(at: position..<position + 1)
      })
  }

  /// The unit that an area is wanted in.
  var askedUnit: Unit? {
    let units: [(String, Unit)] = [
      ("unit_ha", .ha), ("unit_acre", .acre), ("unit_km2", .km2), ("unit_m2", .m2),
    ]
    return units.first { understanding.has($0.0, in: catalogue) }?.1
  }

  func slots(_ conversation: Conversation) -> [Slot] {
    var slots: [String: String] = [:]
    if let place = namedPlace ?? question.context["place"].flatMap({ catalogue.name($0) }) {
      slots["place"] = catalogue[place].id
    }
    if let thing = understanding.names.first(where: { !catalogue[$0].isPlace }) {
      slots[catalogue[thing].kind] = catalogue[thing].id
    }
    for slot in match?.slots ?? [] { slots[slot.name] = slot.value }
    return slots.sorted { $0.key < $1.key }.map { Slot(name: $0.key, value: $0.value) }
  }
}
