import Text

/// Something that bears a name: a place, a park, a company, a road, a person.
public struct Name: Sendable {
  public var id: String
  public var kind: String
  public var names: LocalizedText
  /// What it lies in, or nil at the top of the tree.
  public var parent: Identifier<Name>?

  public init(id: String, kind: String, names: LocalizedText, parent: Identifier<Name>? = nil) {
    self.id = id
    self.kind = kind
    self.names = names
    self.parent = parent
  }

  /// The kind of an investment bureau; its id is that of its contact.
  public static let bureau = "bureau"

  /// The kind of an industrial park, whose bureau is that of the place it lies in.
  public static let park = "park"

  /// Whether it is somewhere, so that a question can be narrowed to it: a place or a zone.
  public var isPlace: Bool { kind == "place" || kind == "zone" }

  /// Whether it is a thing that figures are asked of (a company, a road, a river): neither a place nor a bureau.
  public var isThing: Bool { !isPlace && kind != Self.bureau }
}
