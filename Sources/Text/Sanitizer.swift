/// Makes text safe to show: what came from outside never steers a terminal or a reader's eye.
public enum Sanitizer {
  /// The text without control characters other than the line feed, bidirectional controls, zero-width and other
  /// format characters (joiners inside emoji stay), private and unassigned ones; a tab becomes a space, `\r\n` a line feed.
  public static func clean(_ text: String) -> String {
    var view = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x0A, 0x20...0x7E: view.append(scalar)
      case 0x09: view.append(" ")
      case 0x200D: view.append(scalar)
      default:
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate, .unassigned:
          continue
        default: view.append(scalar)
        }
      }
    }
    return String(view)
  }
}
