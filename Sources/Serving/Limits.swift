/// Every limit of the server, in one place; `hello` shows them.
public struct Limits: Sendable, Equatable {
  /// A line, its line feed included. The contract fixes it.
  public var lineBytes = 65_536
  /// The `text` of an `ask`, in Unicode scalars.
  public var textCharacters = 4_096
  /// The same in bytes: as many as that many characters may take.
  public var textBytes: Int { textCharacters * 4 }
  /// The name of a conversation.
  public var conversationBytes = 256
  /// The gateway's id of a message.
  public var messageBytes = 256
  /// The requests of a batch.
  public var batchRequests = 100

  /// How many messages one conversation may send in `rateMilliseconds`; 0: any number.
  public var rateMessages = 20
  public var rateMilliseconds = 10_000
  /// Conversations whose rate is known at a time.
  public var rateConversations = 100_000

  /// Replies remembered for messages that are delivered again: by number, by memory, and for how long.
  public var duplicateReplies = 50_000
  public var duplicateBytes = 64 << 20
  public var duplicateMilliseconds = 24 * 3_600_000

  /// Connections at a time; one more gets an error and is closed.
  public var connections = 1_024
  /// Replies that a connection has not read yet: with as many, none of its requests is taken up until it reads.
  public var unreadBytes = 1 << 20
  /// How long such a connection may read nothing before it is closed.
  public var unreadMilliseconds = 10_000
  /// How long a line may stay unfinished.
  public var lineMilliseconds = 30_000
  /// How often a token may be tried.
  public var tokenTries = 3
  /// How long the end may take once it was asked for.
  public var drainMilliseconds = 3_000

  public init() {}

  /// The limits that a gateway may want to know, by the names that `hello` gives them.
  var shown: [(name: StaticString, value: Int)] {
    [
      ("line_bytes", lineBytes), ("text_bytes", textBytes), ("text_characters", textCharacters),
      ("conversation_bytes", conversationBytes), ("message_bytes", messageBytes),
      ("batch_requests", batchRequests), ("nesting_depth", JSONDocument.maximumDepth),
      ("rate_messages", rateMessages), ("rate_ms", rateMilliseconds),
      ("rate_conversations", rateConversations),
      ("duplicate_replies", duplicateReplies), ("duplicate_bytes", duplicateBytes),
      ("duplicate_ms", duplicateMilliseconds), ("connections", connections), ("unread_bytes", unreadBytes),
      ("unread_ms", unreadMilliseconds), ("line_ms", lineMilliseconds), ("token_tries", tokenTries),
      ("drain_ms", drainMilliseconds),
    ]
  }
}
