/// An idea that people express in many words, in any language: `land`, `ask_when`, `greeting`.
public struct Concept: Sendable {
  public enum Kind: String, Sendable, CaseIterable {
    /// What a question or a record is about.
    case topic
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
  }

  public var id: String
  public var kind: Kind

  public init(id: String, kind: Kind) {
    self.id = id
    self.kind = kind
  }
}
