import Answering

/// The limits of the server; `hello` shows them, and `--limit NAME=NUMBER` changes those of `all`.
public struct Limits: Sendable, Equatable {
  /// A line, its line feed included. The contract fixes it.
  public var lineBytes = 65_536
  /// The `text` of an `ask`, in Unicode scalars; the bot reads no longer ones.
  public var textCharacters = Bot.textLimit
  /// The same in bytes: as many as that many characters may take.
  public var textBytes: Int { textCharacters * 4 }
  /// The name of a conversation.
  public var conversationBytes = 256
  /// The gateway's id of a message.
  public var messageBytes = 256
  /// The requests of a batch.
  public var batchRequests = 100

  /// Conversations that are remembered, by number and by memory; the least recently used go first.
  public var conversations = Bot.conversationLimit
  public var conversationsMemory = Bot.conversationMemory

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
  /// The same of all connections together: beyond it, none may have more than `unreadShare`.
  public var unreadTotalBytes = 64 << 20
  /// What each connection may leave unread however much the others do.
  public static let unreadShare = 16_384
  /// How long such a connection may read nothing before it is closed.
  public var unreadMilliseconds = 10_000
  /// How long a line may stay unfinished.
  public var lineMilliseconds = 30_000
  /// How often a token may be tried, and how long a connection may stay without it.
  public var tokenTries = 3
  public var tokenMilliseconds = 30_000
  /// How long the end may take once it was asked for.
  public var drainMilliseconds = 3_000

  public init() {}

  /// The most memory that serving takes beside the tables, in bytes: the sum of what is bounded above.
  ///
  /// A connection holds its unread replies, a line in the making, and what one read brings. The replies to one line
  /// more than `unreadBytes` are not counted, nor is what the allocator adds.
  public var memoryBytes: Int {
    let connection = Self.unreadShare + lineBytes + Self.readBytes
    let rate = rateConversations * (conversationBytes + Self.entryBytes)
    return unreadTotalBytes + connections * connection + conversationsMemory + duplicateBytes + rate
  }

  /// The most that is read from a connection at once.
  static let readBytes = 16_384
  /// About what a dictionary takes for an entry beside its key and its value.
  static let entryBytes = 128
}
