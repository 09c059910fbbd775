import Text

/// A source text.
public struct Article: Sendable {
  public var id: String
  public var titles: LocalizedText
  public var publishers: LocalizedText
  /// The day of first publication.
  public var date: PartialDate

  public init(id: String, titles: LocalizedText, publishers: LocalizedText, date: PartialDate) {
    self.id = id
    self.titles = titles
    self.publishers = publishers
    self.date = date
  }
}
