import Text

/// A piece of knowledge: what the articles tell about one thing, in every language, with its figures typed.
public struct Record: Sendable {
  /// What kind of statement it is.
  public enum State: String, Sendable, CaseIterable {
    /// Was so at its date.
    case result
    /// An aim, not a result.
    case target
    case planned
    case building
    /// A policy or a procedure.
    case rule
    /// What the post says of itself.
    case claim
    /// What the articles do not hold.
    case gap
  }

  public var id: String
  public var intent: Identifier<Intent>
  /// What it is about, the most specific first.
  public var about: [Identifier<Name>]
  /// The date it holds for.
  public var asOf: PartialDate
  public var state: State
  /// Newest first.
  public var sources: [Identifier<Article>]
  public var figures: [Figure]
  public var texts: [Wording]
  /// Of a gap: sets of words and names that, said together, ask for it whatever else is said.
  public var keys: [[Key]]

  public init(
    id: String, intent: Identifier<Intent>, about: [Identifier<Name>], asOf: PartialDate, state: State,
    sources: [Identifier<Article>], figures: [Figure], texts: [Wording],
    keys: [[Key]] = []
  ) {
    self.id = id
    self.intent = intent
    self.about = about
    self.asOf = asOf
    self.state = state
    self.sources = sources
    self.figures = figures
    self.texts = texts
    self.keys = keys
  }

  /// Every year that it speaks of: its date, its figures' dates.
  public var years: Set<Int> {
    var years: Set<Int> = [asOf.year]
    for case .date(let date) in figures.map(\.quantity) { years.insert(date.year) }
    return years
  }

  /// Whether one of its figures is of the dimension.
  public func holds(_ dimension: Dimension) -> Bool {
    figures.contains { $0.quantity.unit.dimension == dimension }
  }
}

/// What a message must say for a gap, or a word that others make up, to be called.
public enum Key: Sendable, Hashable {
  case meaning(Meaning)
  /// Any name of a kind of entity: `{company}`.
  case kind(String)
}

/// A named figure of a record.
public struct Figure: Sendable, Equatable {
  public var name: String
  public var quantity: Quantity

  public init(name: String, quantity: Quantity) {
    self.name = name
    self.quantity = quantity
  }

  /// Whether it says for which year a record reports or plans, by its name, and not when something was.
  public var isReportYear: Bool { ["year", "plan_year", "review_year"].contains(name) }
}

/// A sentence with places for figures: literal text and figures in turn.
public struct Wording: Sendable, Equatable {
  public enum Part: Sendable, Equatable {
    case text(String)
    /// The figure at this position of the record's figures.
    case figure(Int)
  }

  public var parts: [Part]

  public init(parts: [Part]) { self.parts = parts }

  /// The sentence with the figures spoken in the language.
  public func spoken(
    _ figures: [Figure], in language: Language, convert: (Quantity) -> Quantity? = { _ in nil }
  ) -> String {
    var result = ""
    for part in parts {
      switch part {
      case .text(let text): result += text
      case .figure(let index):
        let quantity = figures[index].quantity
        result += quantity.spoken(in: language)
        if let other = convert(quantity) { result += " = " + other.spoken(in: language) }
      }
    }
    return result
  }
}
