import Authoring
import Testing

/// What one record says of others must be there: staff are told what is not, and what they probably meant.
@Suite struct ReferenceTests {
  private static let files = """
    %rec: Word

    Id: land
    Kind: measure
    Figures: land mu

    Id: price
    Kind: measure

    Id: land_price
    Kind: topic
    Within: price

    %rec: Topic

    Id: money
    Title_en: Money

    %rec: Entity

    Id: zhaoqing
    Kind: place
    Name_en: Zhaoqing

    Id: sihui
    Kind: place
    Parent: zhaoqing
    Name_en: Sihui

    %rec: Article

    Id: paper
    Date: 2023-05-01

    %rec: Intent

    Name: gap_price
    Topic: money
    Action: gap
    Trigger: land_price

    Name: land_left
    Topic: money
    Action: records

    %rec: Fact

    Id: price_of_land
    Intent: gap_price
    Key: price + land
    Key: sihui + price
    AsOf: 2023
    Text_en: No
    Text_zh_Hans: 无
    Text_ja: 無
    Text_fr: Non
    Text_ar: لا

    Id: land_sihui
    Intent: land_left
    About: sihui
    AsOf: 2023
    Source: paper
    Figure: land 5 mu
    Printed: 5 acres
    Text_en: {land}
    Text_zh_Hans: {land}
    Text_ja: {land}
    Text_fr: {land}
    Text_ar: {land}
    """

  private static func errors(replacing old: String, with new: String) -> [String] {
    let text = files.replacing(old, with: new)
    return Compile.files([("f.rec", Array(text.utf8))]).diagnostics.map(\.line)
  }

  @Test func wordsAndNamesThatAreThereAreFine() {
    #expect(Self.errors(replacing: "", with: "") == [])
  }

  @Test(arguments: [
    (
      "Figures: land mu", "Figures: lend mu",
      "f.rec:5:10: error: no fact has a figure \"lend\", nor is it a unit; did you mean \"land\"?"
    ),
    (
      "Within: price", "Within: prise",
      "f.rec:12:9: error: there is no word \"prise\"; did you mean \"price\"?"
    ),
    (
      "Parent: zhaoqing", "Parent: zhaoking",
      "f.rec:27:9: error: there is no entity \"zhaoking\"; did you mean \"zhaoqing\"?"
    ),
    (
      "Trigger: land_price", "Trigger: land_prise",
      "f.rec:40:10: error: there is no word \"land_prise\"; did you mean \"land_price\"?"
    ),
    (
      "Topic: money\nAction: gap", "Topic: mony\nAction: gap",
      "f.rec:38:8: error: there is no topic \"mony\"; did you mean \"money\"?"
    ),
    (
      "Intent: gap_price", "Intent: gap_prise",
      "f.rec:49:9: error: there is no intent \"gap_prise\"; did you mean \"gap_price\"?"
    ),
    (
      "Key: price + land", "Key: prise + land",
      "f.rec:50:6: error: there is no word, name or kind \"prise\"; did you mean \"price\"?"
    ),
    (
      "Key: sihui + price", "Key: sihoi + price",
      "f.rec:51:6: error: there is no word, name or kind \"sihoi\"; did you mean \"sihui\"?"
    ),
    (
      "About: sihui", "About: sihoi",
      "f.rec:61:8: error: there is no entity \"sihoi\"; did you mean \"sihui\"?"
    ),
    (
      "Source: paper", "Source: papyr",
      "f.rec:63:9: error: there is no article \"papyr\"; did you mean \"paper\"?"
    ),
  ]) func whatIsNotThereIsNamedWithItsPlace(old: String, new: String, expected: String) {
    #expect(Self.errors(replacing: old, with: new) == [expected])
  }
}
