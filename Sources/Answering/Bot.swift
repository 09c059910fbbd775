import Tables
import Text

/// The bot: answers messages from a catalogue, and keeps the conversations.
///
/// The answering line, read this first: a message is understood (`Understanding`), looked up (`Ranking`), decided
/// on (`Decider`), put into words (`Composer`) and cut to its channel (`Rendering`).
public final class Bot: Responder {
  /// How many conversations are kept in memory unless told otherwise.
  public static let conversationLimit = 100_000
  /// How much memory they may take, in bytes.
  public static let conversationMemory = 128 << 20
  /// The longest message that is read, in characters.
  public static let textLimit = 4096

  public private(set) var catalogue: Catalogue
  private var conversations: ConversationStore
  private var templateMemory = TemplateMemory()
  /// Makes the catalogue anew: the tables, or the errors that stand in the way.
  private let reloading: () -> (catalogue: Catalogue?, errors: [String])

  public init(
    catalogue: Catalogue, conversationLimit: Int = Bot.conversationLimit,
    conversationMemory: Int = Bot.conversationMemory,
    reloading: @escaping () -> (catalogue: Catalogue?, errors: [String]) = { (nil, []) }
  ) {
    self.catalogue = catalogue
    self.reloading = reloading
    conversations = ConversationStore(limit: conversationLimit, memoryLimit: conversationMemory)
  }

  public var conversationCount: Int { conversations.count }

  /// About the memory that the conversations take.
  var conversationMemoryUsed: Int { conversations.memory }

  public func reply(to question: Question, now: Int64) -> Reply {
    var conversation = conversations[question.conversation] ?? Conversation()
    if now - conversation.lastTime > Conversation.silenceLimit { conversation = Conversation() }
    conversation.lastTime = now
    let (reply, _) = answer(question, &conversation)
    conversations.put(conversation, for: question.conversation)
    return reply
  }

  /// One message within a conversation; with the decision, for explanations.
  func answer(_ question: Question, _ conversation: inout Conversation) -> (Reply, Decision) {
    let text = Sanitizer.clean(question.text)
    var understanding = Understanding(
      text.limited(to: Self.textLimit), catalogue: catalogue, previous: conversation.language)
    if let answered = conversation.answered.first {
      understanding.resolveYear(after: catalogue[answered].asOf.year, catalogue)
    }
    let language = language(of: question, understanding, conversation)
    conversation.language = language
    let decision = Decider(
      catalogue: catalogue, question: question, text: text, understanding: understanding,
      match: catalogue.templates.match(TemplateText.message(text), &templateMemory)
    )
    .decide(&conversation)
    var reply = Composer(catalogue: catalogue, language: language).compose(decision, question, &conversation)
    reply.messages = Rendering.messages(for: reply, channel: question.channel, catalogue: catalogue)
    return (reply, decision)
  }

  private func language(
    of question: Question, _ understanding: Understanding, _ conversation: Conversation
  ) -> Language {
    // "In French, please": a phrase, or the language's name and nothing else.
    for language in Language.allCases {
      guard let concept = catalogue.concept("lang_" + language.fieldSuffix),
        understanding.signals.contains(concept)
      else { continue }
      if understanding.weight == 0
        || understanding.firmSignals.contains(concept) && understanding.weight < Thresholds.ellipsisWeight
      {
        return language
      }
    }
    if let language = question.language { return language }
    return understanding.language ?? conversation.language ?? .english
  }

  /// What is kept of a conversation; a new one where nothing is.
  func conversationState(_ id: String) -> Conversation { conversations[id] ?? Conversation() }

  /// The ids of the records that the last reply of a conversation told.
  public func recordsOfLastAnswer(_ conversation: String) -> [String] {
    conversationState(conversation).answered.map { catalogue[$0].id }
  }

  public func reset(conversation: String) { conversations.remove(conversation) }

  public func forget(conversation: String) { conversations.remove(conversation) }

  public func topics(in language: Language) -> [Topic] {
    catalogue.topics.map { topic in
      Topic(
        id: topic.id, title: topic.titles[language], examples: catalogue.examples[topic.id]?[language] ?? [])
    }
  }

  public func reload() -> [String] {
    let (catalogue, errors) = reloading()
    if let catalogue {
      conversations.update { $0.moved(from: self.catalogue, to: catalogue) }
      self.catalogue = catalogue
    }
    return errors
  }
}

extension String {
  /// The first so many characters (Unicode scalars).
  func limited(to count: Int) -> String {
    unicodeScalars.count <= count ? self : String(String.UnicodeScalarView(unicodeScalars.prefix(count)))
  }
}
