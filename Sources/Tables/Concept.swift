/// An idea that people express in many words, in any language: `land`, `ask_when`, `greeting`.
public struct Concept: Sendable {
  public enum Kind: String, Sendable, CaseIterable {
    /// What a question or a record is about.
    case topic
    /// Something that is measured (investment, price, population): a topic that a record must have to answer a
    /// question for it.
    case measure
    /// What kind of answer is wanted: an amount, a date, a place.
    case ask
    /// Small talk: a whole message by itself.
    case small
    /// A wish to deal with a person.
    case person
    /// Not this bot's business.
    case outside
    /// Function words and politeness, which carry no content.
    case stop
    /// Marks a message that leans on the one before.
    case follow
    /// Says something only together with others: "send me".
    case part

    /// Whether words said together may make up one of the kind.
    public var isSaidTogether: Bool { self == .person || self == .outside }
  }

  public var id: String
  public var kind: Kind
  /// The wider idea that it is a kind of: a total investment is an investment.
  public var parent: Identifier<Concept>?

  /// Of a measure: the names and units of the figures that a question for it is answered with; of a topic: the names of
  /// the dates that tell when it was.
  public var figures: [String]
  /// Of a measure: whether only places have it. A factory has no population.
  public var isOfPlaces: Bool
  /// Of a topic: whether every company is one, so that it says little beside a company's name.
  public var isOfCompanies: Bool

  /// Sets of words and names that mean it when they are said near each other: "send me" and "brochure".
  public var keys: [[Key]] = []

  /// Whether it is made up of a gap's own phrases.
  public var isGap = false

  /// Whether it is what a question or a record is about.
  public var isTopic: Bool { kind == .topic || kind == .measure }

  public init(
    id: String, kind: Kind, parent: Identifier<Concept>? = nil, figures: [String] = [],
    isOfPlaces: Bool = false, isOfCompanies: Bool = false
  ) {
    self.id = id
    self.kind = kind
    self.parent = parent
    self.figures = figures
    self.isOfPlaces = isOfPlaces
    self.isOfCompanies = isOfCompanies
  }
}
