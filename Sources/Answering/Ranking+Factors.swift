import Tables
import Text

/// What lifts or lowers a record as a whole, beside what it has of each term: whether it is of the right thing, place,
/// year and kind of figure.
extension Ranking {
  /// What does not hang on single terms.
  func factor(of record: Identifier<Record>) -> Float {
    figureFactor(of: record) * yearFactor(of: record) * stateFactor(of: record) * cityFactor(of: record)
  }

  /// A question about one thing or place is not answered with another's.
  func nameFactor(_ strengths: [Float]) -> Float {
    var factor: Float = 1
    // Where the thing is right, its place may be named more loosely than the record does.
    let isThing = catalogue.isOfThing(terms, strengths)
    for (term, strength) in zip(terms, strengths) {
      guard let name = term.name, catalogue[name].kind != Name.bureau else { continue }
      if catalogue[name].isPlace {
        if strength < Thresholds.placeStrength && !isThing {
          factor = min(factor, Thresholds.otherPlaceFactor)
        }
      } else if strength < Thresholds.hasStrength {
        factor = min(factor, Thresholds.otherNameFactor)
      } else if strength < Thresholds.aboutStrength, asksFigure {
        factor = min(factor, Thresholds.mentionedNameFactor)
      }
    }
    return factor
  }

  /// A record first of all about the thing that is named comes before one that is about others as well.
  func subjectFactor(_ record: Identifier<Record>) -> Float {
    let first = catalogue.records[record.position].about.first
    return terms.contains { $0.name != nil && $0.name == first } ? Thresholds.subjectFactor : 1
  }

  /// What is measured (an investment, a population) must be held, or most of it where several are asked for; and for
  /// the place that is named, not for a part of it. A record with the figure itself comes before one whose search
  /// phrases only name it.
  func measureFactor(_ record: Identifier<Record>, _ strengths: [Float]) -> Float {
    var asked: Float = 0
    var held: Float = 0
    var described: Float = 0
    var hasFigures = true
    for (term, strength) in zip(terms, strengths) {
      guard catalogue.isMeasure(term) else {
        if term.kind == .concept, strength >= Thresholds.hasStrength { described += term.weight }
        continue
      }
      asked += term.weight
      if strength >= Thresholds.heldStrength { held += term.weight }
      hasFigures = hasFigures && strength > 1
    }
    guard asked > 0 else { return 1 }
    if held < asked / 2 { return Thresholds.missingMeasureFactor }
    // "The elevator maker in Dasha" names a thing without its name.
    let isOfThing = catalogue.isOfThing(terms, strengths) || described >= Thresholds.describedWeight
    if isOfPart(record) && !isOfThing { return Thresholds.otherPlaceFactor }
    return hasFigures ? Thresholds.matchingFigureFactor : 1
  }

  /// Whether the record is first of all about a part of the place that the question names, or a thing in it.
  private func isOfPart(_ record: Identifier<Record>) -> Bool {
    guard let about = catalogue.records[record.position].about.first else { return false }
    return terms.contains { term in
      guard let place = term.name, catalogue[place].isPlace, place != about,
        let parent = catalogue[place].parent, catalogue[parent].parent != nil
      else { return false }
      return catalogue.ancestry(of: about).contains(place)
    }
  }

  /// A question that names no place is about the whole city first.
  private func cityFactor(of record: Identifier<Record>) -> Float {
    guard asksOfCity, let city = catalogue.city, catalogue.records[record.position].about.contains(city)
    else {
      return 1
    }
    return Thresholds.cityFactor
  }

  /// What is comes before what is aimed at, unless an aim is asked for.
  private func stateFactor(of record: Identifier<Record>) -> Float {
    !asksAim && catalogue.records[record.position].state == .target ? Thresholds.aimFactor : 1
  }

  /// A question about one year is not answered with another's.
  private func yearFactor(of record: Identifier<Record>) -> Float {
    guard !years.isEmpty, catalogue.records[record.position].state != .gap,
      years.isDisjoint(with: catalogue.records[record.position].years)
    else { return 1 }
    return Thresholds.otherYearFactor
  }

  /// A question for an amount wants a record that holds such an amount.
  private func figureFactor(of record: Identifier<Record>) -> Float {
    guard !dimensions.isEmpty, catalogue.records[record.position].state != .gap else { return 1 }
    return dimensions.contains { catalogue.records[record.position].holds($0) }
      ? Thresholds.matchingFigureFactor : Thresholds.missingFigureFactor
  }
}
