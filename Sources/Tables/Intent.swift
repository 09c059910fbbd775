import Text

/// A kind of question, and what it is answered from.
public struct Intent: Sendable {
  public enum Action: String, Sendable, CaseIterable {
    /// Answers from the records that name this intent.
    case records
    /// Answers with a bureau's address and numbers.
    case contact
    /// Says that the articles do not hold it, and whom to ask.
    case gap
    /// Answers with its own fixed reply.
    case social
    /// Hands over to a person.
    case handoff
    /// Declines: not this bot's business.
    case decline
  }

  public var id: String
  public var topic: String
  public var titles: LocalizedText
  public var action: Action
  /// The concepts whose presence calls it, for the actions other than records.
  public var triggers: [Identifier<Concept>]
  /// The fixed reply of `social`, `handoff` and `decline`.
  public var replies: LocalizedText

  public init(
    id: String, topic: String, titles: LocalizedText, action: Action, triggers: [Identifier<Concept>],
    replies: LocalizedText
  ) {
    self.id = id
    self.topic = topic
    self.titles = titles
    self.action = action
    self.triggers = triggers
    self.replies = replies
  }
}
