import Text

/// A bureau, or the private numbers of the blog's author.
public struct Contact: Sendable {
  public var id: String
  public var names: LocalizedText
  public var addresses: LocalizedText
  public var notes: LocalizedText
  public var telephone: String
  public var fax: String
  public var whatsApp: String
  public var weChat: String
  /// The places for which one turns to it.
  public var serves: [Identifier<Name>]
  public var asOf: PartialDate
  public var sources: [Identifier<Article>]
  /// Whether the numbers belong to a private person and not to a bureau.
  public var isPrivate: Bool

  public init(
    id: String, names: LocalizedText, addresses: LocalizedText, notes: LocalizedText, telephone: String,
    fax: String,
    whatsApp: String, weChat: String, serves: [Identifier<Name>], asOf: PartialDate,
    sources: [Identifier<Article>],
    isPrivate: Bool
  ) {
    self.id = id
    self.names = names
    self.addresses = addresses
    self.notes = notes
    self.telephone = telephone
    self.fax = fax
    self.whatsApp = whatsApp
    self.weChat = weChat
    self.serves = serves
    self.asOf = asOf
    self.sources = sources
    self.isPrivate = isPrivate
  }
}
