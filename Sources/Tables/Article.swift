import Text

/// A source text.
public struct Article: Sendable {
  public var id: String
  public var titles: LocalizedText
  public var publishers: LocalizedText
  /// The day of first publication.
  public var date: PartialDate
  /// The date as the data file writes it, `YYYY-MM-DD`.
  public var dateText: String

  public init(
    id: String, titles: LocalizedText, publishers: LocalizedText, date: PartialDate, dateText: String
  ) {
    self.id = id
    self.titles = titles
    self.publishers = publishers
    self.date = date
    self.dateText = dateText
  }
}
