import Text

/// Where a reply is shown, which decides its limits and its markup.
public enum Channel: String, CaseIterable, Sendable {
  case plain, terminal, whatsapp, wechat
}

/// One message of an investor, as a front end hands it over.
public struct Question: Sendable {
  /// Whose message it is, such as `whatsapp:85200000000`.
  public var conversation: String
  /// What the investor wrote.
  public var text: String
  public var channel: Channel
  /// The language to answer in where the front end knows it; nil: that of the text.
  public var language: Language?
  /// What the front end knows beside the text, such as `["place": "sihui"]`.
  public var context: [String: String]

  public init(
    conversation: String, text: String, channel: Channel = .plain, language: Language? = nil,
    context: [String: String] = [:]
  ) {
    self.conversation = conversation
    self.text = text
    self.channel = channel
    self.language = language
    self.context = context
  }
}
