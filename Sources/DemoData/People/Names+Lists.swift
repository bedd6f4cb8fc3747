extension Names {
  private static func words(_ text: String) -> [String] {
    text.split(separator: " ").map(String.init)
  }

  /// Women's given names before 1946, to 1964, to 1984, and since; the most common first.
  static let women: [[String]] = [
    words(
      """
      Mary Betty Barbara Shirley Patricia Dorothy Joan Margaret Nancy Helen Carol Joyce Doris Ruth \
      Virginia Marilyn Elizabeth Jean Frances Beverly Lois Alice Martha Evelyn Peggy Annie Lillie \
      Mildred Edna Hazel
      """),
    words(
      """
      Mary Linda Patricia Susan Deborah Barbara Debra Karen Nancy Donna Cynthia Sandra Pamela \
      Sharon Kathleen Carol Diane Brenda Cheryl Janet Elizabeth Kathy Margaret Janice Carolyn \
      Denise Judy Rebecca Joyce Gloria
      """),
    words(
      """
      Jennifer Amy Melissa Michelle Kimberly Lisa Angela Heather Stephanie Nicole Jessica Elizabeth \
      Rebecca Kelly Mary Christina Amanda Julie Sarah Laura Shannon Christine Tammy Tracy Karen \
      Dawn Susan Andrea Tina Tonya
      """),
    words(
      """
      Jessica Ashley Emily Sarah Samantha Amanda Brittany Elizabeth Taylor Megan Hannah Kayla \
      Lauren Rachel Alexis Madison Olivia Emma Abigail Courtney Danielle Victoria Destiny Jasmine \
      Morgan Katherine Zoë Chloé Haley Brianna
      """),
  ]

  /// Men's given names of the same times.
  static let men: [[String]] = [
    words(
      """
      James Robert John William Richard Charles Donald George Thomas Joseph David Edward Ronald \
      Paul Kenneth Frank Raymond Jack Harold Billy Gerald Walter Jerry Joe Eugene Henry Carl \
      Arthur Ralph Bobby
      """),
    words(
      """
      James Michael Robert John David William Richard Thomas Mark Charles Steven Gary Joseph Donald \
      Ronald Kenneth Paul Larry Daniel Stephen Dennis Timothy Edward Jeffrey George Gregory Kevin \
      Douglas Terry Anthony
      """),
    words(
      """
      Michael Christopher Jason David James Matthew Robert John Joseph Brian William Daniel Eric \
      Jeffrey Richard Kevin Anthony Scott Steven Thomas Timothy Charles Jeremy Andrew Mark Travis \
      Chad Todd Shawn Derrick
      """),
    words(
      """
      Michael Christopher Joshua Matthew Jacob Andrew Tyler Nicholas Daniel Brandon Joseph William \
      James Ryan Austin Zachary John Justin Ethan Noah Alexander Jordan Cameron Logan Hunter Dylan \
      Elijah Isaiah Xavier André
      """),
  ]

  static let hispanicWomen = words(
    """
    María Ana Guadalupe Rosa Juana Carmen Sofía Luz Gabriela Verónica Leticia Adriana Alejandra \
    Yolanda Silvia Claudia Mónica Isabel Daniela Camila
    """)
  static let hispanicMen = words(
    """
    José Juan Luis Carlos Miguel Jesús Jorge Antonio Francisco Pedro Manuel Alejandro Ricardo \
    Fernando Roberto Javier Raúl Héctor Óscar Andrés
    """)

  static let families = words(
    """
    Smith Johnson Williams Jones Brown Davis Miller Moore Wilson Taylor Thomas Anderson White \
    Harris Martin Jackson Thompson Clark Lewis Robinson Walker Hall Young Allen King Wright Scott \
    Hill Green Adams Baker Nelson Mitchell Campbell Carter Roberts Phillips Evans Turner Parker \
    Collins Edwards Stewart Morris Murphy Cook Rogers Morgan Cooper Bell Bailey Reed Kelly Howard \
    Ward Cox Richardson Wood Watson Brooks Bennett Gray James Hughes Price Myers Long Foster \
    Sanders Ross Powell Sullivan Russell Jenkins Perry Butler Barnes Fisher Henderson Coleman \
    Simmons Patterson Jordan Reynolds Hamilton Graham Wallace Cole West Bryant Hayes Gibson Ellis \
    Stevens Murray Ford McDonald Marshall Owens Harrison Hunter Kennedy Hicks Dixon Freeman Webb \
    Tucker Burns Crawford Boyd Mason Hunt Holmes Black Robertson Stone Knight Rose Dunn Spencer \
    Payne Pierce Berry Matthews Arnold Wagner Willis Ray Watkins Olson Carroll Duncan Snyder Hart \
    Cunningham Bradley Lane Andrews Harper Fox Riley Armstrong Carpenter Weaver Greene Lawrence \
    Elliott Sims Austin Peters Kelley Franklin Lawson McCoy O’Neal D'Angelo Faircloth Honeycutt \
    Hinson Teague Pruitt Beasley Sutton Cobb Everett Blount Swain Whitley Overcash Yow St.Clair
    """)
  static let hispanicFamilies = words(
    """
    Hernández García Martínez López González Rodríguez Pérez Sánchez Ramírez Torres Flores Rivera \
    Gómez Díaz Reyes Cruz Morales Ortiz Gutiérrez Chávez Ramos Ruiz Mendoza Álvarez Jiménez \
    Castillo Vásquez Romero Núñez Muñoz Peña Ibáñez Zúñiga Velasco Bermúdez Castañeda
    """)
  static let asianFamilies = words(
    """
    Patel Nguyen Kim Lee Chen Wang Li Tran Singh Shah Park Xiong Vang Yang Le Liu Zhang Reddy Cho Das
    """)
  static let nativeFamilies = words(
    "Locklear Oxendine Chavis Lowery Hunt Jacobs Dial Maynor Bullard")

  static let firstHalves = words(
    """
    Ash Black Brad Brent Bran Clay Craw Dal Ed El Fair Gar Hal Har Has Hol Hunt King Lang Lock Mar \
    Mans Mor Nor Oak Pem Red Rich Ros San Shel Stan Sut Thorn Wake War West Whit Win Wood
    """)
  static let secondHalves = words(
    """
    bourne brook burn bury by combe cott dale den field ford gate ham hurst ley low man mere more \
    ridge shaw son stead ston ter ton wall well wick wood worth wright
    """)

  static let streets = words(
    """
    Main Church Oak Maple Pine Elm Cedar Walnut Dogwood Magnolia Park Lake Hill Forest River Mill \
    Sunset Highland Franklin Jefferson Jackson Washington Lincoln Glenwood Hillsborough Rosewood \
    Hickory Poplar Laurel Meadow Spring Ridge Valley Cherry Chestnut Sycamore Pecan Birch Willow \
    Holly Trade Market College Academy Depot Railroad Sharon Providence Carolina Piedmont
    """)
  static let streetTypes = words("St Rd Dr Ave Ln Ct Cir Pl Way Blvd Trl")

  static let nicknames: [String: String] = [
    "James": "Jim", "William": "Bill", "Robert": "Bob", "Richard": "Rick", "Charles": "Chuck",
    "Thomas": "Tom", "Joseph": "Joe", "Michael": "Mike", "David": "Dave", "Edward": "Ed",
    "Kenneth": "Ken", "Ronald": "Ron", "Donald": "Don", "Steven": "Steve", "Daniel": "Dan",
    "Timothy": "Tim", "Anthony": "Tony", "Christopher": "Chris", "Matthew": "Matt",
    "Nicholas": "Nick", "Benjamin": "Ben", "Gregory": "Greg", "Jeffrey": "Jeff",
    "Elizabeth": "Liz", "Margaret": "Peggy", "Patricia": "Pat", "Deborah": "Debbie",
    "Barbara": "Barb", "Susan": "Sue", "Katherine": "Kate", "Kathleen": "Kathy",
    "Jennifer": "Jen", "Kimberly": "Kim", "Rebecca": "Becky", "Pamela": "Pam", "Cynthia": "Cindy",
    "Christina": "Tina", "Stephanie": "Steph", "Samantha": "Sam", "Victoria": "Vicky",
    "Alexander": "Alex", "Joshua": "Josh", "Francisco": "Paco", "José": "Pepe", "Andrew": "Drew",
  ]
}
