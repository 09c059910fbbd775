/// A position in one of the catalogue's arrays, typed by what stands there.
public struct Identifier<Element>: Sendable, Hashable, Comparable {
  public let rawValue: UInt32

  public init(_ position: Int) { rawValue = UInt32(position) }

  public var position: Int { Int(rawValue) }

  public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}
