import Text

/// What a front end needs of the bot. A value is used by one thread at a time.
public protocol Responder: AnyObject {
  /// Answers one message within its conversation. `now` is a monotonic time in milliseconds.
  func reply(to question: Question, now: Int64) -> Reply
  /// Starts a conversation anew.
  func reset(conversation: String)
  /// Erases all that is kept of a conversation.
  func forget(conversation: String)
  /// What may be asked about.
  func topics(in language: Language) -> [Topic]
  /// Reads the intent and knowledge files anew, all or nothing: returns the errors, none where it succeeded.
  func reload() -> [String]
  /// How many conversations are held.
  var conversationCount: Int { get }
}
