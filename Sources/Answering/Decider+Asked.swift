import Tables
import Text

/// What the message asks for, beside what it is about.
extension Decider {
  /// The unit that an area is wanted in.
  var askedUnit: Unit? {
    let units: [(String, Unit)] = [
      ("unit_ha", .ha), ("unit_acre", .acre), ("unit_km2", .km2), ("unit_m2", .m2),
    ]
    return units.first { understanding.has($0.0, in: catalogue) }?.1
  }

  /// What the message fills, sorted by name; a sentence pattern goes before the names found.
  var slots: [FilledSlot] {
    var slots: [String: FilledSlot] = [:]
    func fill(_ name: String, _ value: String, _ origin: FilledSlot.Origin) {
      slots[name] = FilledSlot(slot: Slot(name: name, value: value), origin: origin)
    }
    if let place = namedPlace {
      fill("place", catalogue[place].id, .message)
    } else if let place = question.context["place"].flatMap({ catalogue.name($0) }) {
      fill("place", catalogue[place].id, .frontEnd)
    }
    if let thing = understanding.names.first(where: { !catalogue[$0].isPlace }) {
      fill(catalogue[thing].kind, catalogue[thing].id, .message)
    }
    for slot in match?.slots ?? [] { fill(slot.name, slot.value, .pattern) }
    return slots.values.sorted { $0.slot.name < $1.slot.name }
  }
}
