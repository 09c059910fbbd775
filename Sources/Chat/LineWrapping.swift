import Text

/// Breaks text into lines that fit a terminal.
public enum LineWrapping {
  /// The text with line feeds where a line would be wider than so many columns.
  ///
  /// Breaks at blanks, and between characters of scripts that use none; a line does not begin with closing
  /// punctuation. A word wider than the line is cut.
  public static func wrap(_ text: String, columns: Int) -> String {
    guard columns > 1 else { return text }
    return text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { wrapLine(String($0), columns) }.joined(separator: "\n")
  }

  private static func wrapLine(_ line: String, _ columns: Int) -> String {
    var lines: [String] = []
    var current = ""
    var width = 0
    for piece in pieces(of: line) {
      let size = DisplayWidth.columns(of: piece)
      if width + size > columns, !current.isEmpty {
        lines.append(current.trimmingTrailingBlanks)
        current = ""
        width = 0
        if piece == " " { continue }
      }
      if size > columns {
        for character in piece {
          let one = DisplayWidth.columns(of: character)
          if width + one > columns {
            lines.append(current)
            current = ""
            width = 0
          }
          current.append(character)
          width += one
        }
      } else {
        current += piece
        width += size
      }
    }
    lines.append(current.trimmingTrailingBlanks)
    return lines.joined(separator: "\n")
  }

  /// Words, blanks, and single wide characters with the closing punctuation after them.
  private static func pieces(of line: String) -> [String] {
    var pieces: [String] = []
    var lastIsWord = false
    for character in line {
      let isClosing = "。，、；：！？）》」』”’%".contains(character)
      let isWide = DisplayWidth.columns(of: character) == 2
      if isClosing, !pieces.isEmpty, pieces[pieces.count - 1] != " " {
        pieces[pieces.count - 1].append(character)
        lastIsWord = false
      } else if character == " " || isWide {
        pieces.append(String(character))
        lastIsWord = false
      } else if lastIsWord {
        pieces[pieces.count - 1].append(character)
      } else {
        pieces.append(String(character))
        lastIsWord = true
      }
    }
    return pieces
  }
}

extension String {
  fileprivate var trimmingTrailingBlanks: String {
    var slice = Substring(self)
    while slice.last == " " { slice.removeLast() }
    return String(slice)
  }
}
