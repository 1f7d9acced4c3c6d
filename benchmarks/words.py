"""The words and sentences of the corpus: an invented region, its people and its quarrels.

`{name}` in a sentence stands for a choice among the words of that name; `corpus.py` adds `person`, `number`, `year`,
`link` and `title`.
"""

GIVEN = """Ada Agnès Alma Anders Anneli Arturo Astrid Aurelio Bastien Bianca Bogdan Brígida Caspar Cecilia Célestin
Clara Conrad Corinne Damián Daria Delia Désirée Dieter Edith Efraín Elias Elke Emre Enzo Estelle Ezra Fabián
Ferdinand Fiona Florian Francine Gaëlle Gideon Gisela Greta Gustav Hakim Harriet Hedda Héctor Hilde Horace
Idris Ilse Inés Irena Isidor Jasper Jolanta Josefina Judith Kaspar Katya Kirsten Konrad Laila Leandro Leopold
Liesl Lionel Lorena Ludvík Maeve Malik Margit Marisol Maxime Mirela Moritz Nikhil Noemí Odile Olga Orlando
Otto Pascal Pavel Pilar Radek Ramona Reinhold Rocío Roland Rut Samira Selma Sergei Sigrid Silvia Soraya Sven
Tábata Teresa Thérèse Tobias Ursula Valérie Vasil Violet Walter Wilhelmina Yannick Yolanda Zacarías Zelda
Zuzana""".split()

FAMILY = """Abernathy Adeyemi Alcántara Amundsen Arnaud Ashby Bakker Balogun Barragán Bellamy Bergman Bielski Blanchard
Boland Brandt Breslin Buchanan Cabrera Cardoso Carlisle Cavendish Chevalier Conway Cordero Craddock Czerny
D’Amico Danso Delgado Dietrich Dogan Drummond Durán Eastman Eklund Escobar Fahey Falk Ferrante Fonseca Forsyth
Fournier Fuentes Garrity Gauthier Gerlach Gilroy Grieg Guzmán Haddad Hallström Hargrove Heinrich Hidalgo
Hoffmann Hopkins Iglesias Ingram Jessup Jónsson Juárez Keating Kimura Klein Kovač Lafleur Lambert Langdon
Larsson Leclerc Levitt Lindgren Lozano Lund Machado Madden Maier Mancini Márquez Mercer Molina Montague Mwangi
Nagy Navarro Nieminen Nolan Nyström O’Rourke Okonkwo Olmos Oyelaran Paredes Park Pavlov Pereira Petit Pfeiffer
Quigley Rahal Ravel Rinaldi Robles Rojas Romanov Rutherford Salazar Sato Savard Schröder Sheridan Silva Solís
Stein Strand Sullivan Takeda Tavares Thorne Trujillo Ueda Valdés Vaughn Vidal Villeneuve Vogel Wallin Weber
Whitlock Winslow Yates Yoon Zapata Zeller Zhou""".split()

PARTICLES = ["de", "de la", "van", "van der", "von", "di", "du", "al"]
SUFFIXES = ["Jr.", "Sr.", "III"]
INITIALS = "ABCDEFGHJKLMNPRSTVW"

SECTIONS = ["Local", "Region", "World", "Politics", "Business", "Science", "Health", "Culture", "Sports", "Opinion"]

TOPICS = """airports aquifers archives arson ballots bankruptcy beaches bicycles birds bonds bridges broadband buses
canals census charities childcare churches cinemas clinics coal coastline codes colleges commuting concerts
contracts copyright courts crime dairy dams debt deer dentists disability drought dust elections elevators
erosion evictions factories farmland ferries festivals fire firefighters fish flooding football foundations
fuel gardens gas glass grain grants harbors heat heritage highways homelessness hospitals hotels housing
hunting ice immigration inflation insurance inventions jails jobs juries kindergartens lakes landfills lead
libraries licensing lighting lobbying logging lotteries markets mayors measles medicine mines mortgages
museums music noise nurses nursing_homes orchards orchestras ozone parking parks pensions pesticides
pharmacies pipelines playgrounds police ports poverty power prices privacy property protests pumps quarries
rabies radio railways rain recycling refugees rent reservoirs retail rivers roads robots salmon sanitation
schools sewers shipping sidewalks snow soil solar_power speeding sports_clubs stadiums statues storms strikes
students subways sugar swimming taxes teachers theaters timber tourism trade trains transit trees trucking
tunnels unions vaccines veterans vineyards volunteers voting wages waste water weather wells wetlands whales
wildfires wind_power wolves zoning""".split()
QUALIFIERS = ["policy", "costs", "safety", "research", "funding", "law"]

WORDS = {
    "place": """Almgren Bay,Bexley Point,Carrow,Cold Spring,Dunmarrow,East Halden,Fallow Ridge,Ferrol,
Garnet Falls,Hartwick,Inverleigh,Kettle Creek,Lower Tamber,Mariner’s Rest,New Orrin,Norrbeck,Old Quay,Pellworth,
Port Callan,Queensferry,Río Claro,Saint Odile,Sable Cove,Stonehithe,Tarn Valley,Thornbury,Upper Cael,Vesterhavn,
Westmark,Wren Island""",
    "region": ",Maine,Ore.,Mich.,N.M.,Vt.,Ga.,Canada,Spain,Norway",
    "body": """the county board,the harbor commission,the school district,the water authority,
the transit agency,the planning office,the hospital trust,the dockers’ union,the growers’ association,
the tenants’ league,the state auditor,the electric cooperative,the museum’s trustees,the fisheries council,
the election board,the housing authority,the weather institute,the regional court,the teachers’ federation,
the port operator,the chamber of commerce""",
    "thing": """proposal,budget,report,audit,lawsuit,plan,ordinance,contract,study,agreement,permit,levy,recount,
merger,ferry line,bridge,clinic,reservoir,curriculum,timetable,warning system,shelter,stadium,settlement,inquiry,
survey,pipeline,power line,landfill,archive,tunnel,pension fund,zoning map,loan""",
    "quality": """long-delayed,contested,narrow,costly,modest,revised,emergency,provisional,three-year,joint,
little-noticed,disputed,ambitious,unusual,underfunded,court-ordered,second,sweeping,independent,seasonal,bitter,
careful,final""",
    "did": """approved,rejected,delayed,defended,criticized,reviewed,welcomed,questioned,halted,expanded,
signed,announced,published,endorsed,amended,reopened,postponed,challenged,shelved,withdrew""",
    "people": """residents,lawmakers,teachers,researchers,families,commuters,investors,growers,nurses,voters,
tenants,prosecutors,engineers,students,shopkeepers,drivers,fishing crews,veterans,neighbors,regulators,musicians,
pensioners""",
    "role": """mayor,county commissioner,hydrologist,union president,deputy minister,chief engineer,head coach,
principal,public defender,economist,museum curator,city planner,epidemiologist,state senator,harbor master,
novelist,police chief,professor of law,fire marshal,surveyor,retired judge,paramedic,dairy farmer""",
    "effect": """could raise costs for thousands of households,would take effect early next year,
has divided the council,may set a precedent elsewhere,falls short of what was promised,
is expected to reach the courts,leaves old questions open,would be the largest of its kind in the region,
depends on money that nobody has set aside,comes after two years of talks,
drew support from an unlikely coalition,rests on figures that are four years old,
gives the agency sixty days to answer,will be watched closely in neighboring districts,
has already changed how crews plan their shifts""",
    "how": "quietly,formally,reluctantly,unanimously,swiftly,narrowly,publicly,abruptly,cautiously,jointly,twice",
    "day": "Monday,Tuesday,Wednesday,Thursday,Friday,Saturday,Sunday",
    "stranger": "a spokesperson,one official,an aide,a neighbor,a former colleague,a clerk at the counter",
    "remark": "We will see,Nobody asked us,It isn’t over,Not this time,Enough is enough,Count the votes,¿Y ahora qué?",
    "paper": "The Daily Ledger,Ledger Pool,the family,the archive of The Daily Ledger",
}
"""Choices by name, separated by commas."""

HEADLINES = """{body} {did} {quality} {thing} in {place}
In {place}, a {quality} {thing} divides {people}
{person}: '{remark}'
{people} want answers about the {thing} in {place}
What to know about the {quality} {thing} -- and who pays for it
After {number} years, a {thing} for {place}
How the {thing} came apart in {place}
{person}, {role}, on a {quality} {thing}
The {thing} that {place} forgot
{number} {people}, one {thing}: A {quality} week in {place}
Analysis: Why the {thing} {effect}
'{remark}': {people} in {place} brace for a {quality} {thing}""".splitlines()

SENTENCES = """{body} {did} the {quality} {thing} on {day}, a decision that {effect}.
The {thing}, which {effect}, was {how} reviewed by {body} last month.
{people} in {place} say that the {thing} {effect}.
About {number} percent of {people} asked by {body} favored the {quality} {thing}, down from {number} percent in {year}.
Officials put the price of the {thing} at ${number}.5 million, not counting repairs.
A second {thing} is planned for {place}, where {body} meets again on {day}.
{person}, a {role} who has followed the {thing} since it was drafted, described it as {quality}.
Records show that {body} {did} at least {number} similar requests between {year} and last fall.
For {people}, the {quality} {thing} is about more than money: it {effect}.
The {role} in charge of the {thing}, {person}, declined to comment for this article.
By the end of the week, more than {number},000 {people} had signed a petition that asks {body} to reconsider.
That figure -- roughly ${number} a person -- {effect}.
{person} and {person} backed a competing {thing} in the spring, but it never reached a vote.
The dispute began in {year}, when {body} {did} a {quality} {thing} without a hearing.
Two earlier attempts failed, one of them because the {thing} was filed {number} minutes late.
Neither side would say how much of the {thing} had been spent.
Some {people} remain unconvinced; others have {how} begun to leave {place}.
An analysis of {number},000 records found no sign that the {thing} had changed anything.
What happens next is less clear, and {people} are getting ready for a {quality} season.
Still, the {quality} {thing} {effect}, according to documents reviewed by this newspaper.""".splitlines()

QUOTES = """"We have waited long enough," {person} said. "The {thing} should have been in place before the winter."
"Nobody expected the {thing} to move this fast," said {person}, a {role}. "But here we are."
"It's a {quality} step," {person} said in an interview on {day}, "and I don't think that it will be the last."
"If you look at the numbers, the {thing} pays for itself in {number} years," said {person}, who advises {body}.
{person}, the {role} in {place}, called the {thing} "a matter of plain fairness."
"People here don't want another {thing}; they want an answer," {person} said.
Asked about the {quality} {thing}, {person} said only: "We'll see."
"There is no version of this in which {people} come out ahead," said {person}.""".splitlines()

MARKED = """The agency's own summary called the outcome *{quality}*, and did not mention {person}.
One line of the {thing} reads, in full, **"subject to available funds."**
The [full text of the {thing}](https://documents.example/{year}/{number}) runs to {number} pages.
This newspaper reported [that earlier]({link}), under the headline "{title}."
As [an article from {place}]({link}) has told, {body} {did} it *{how}*.""".splitlines()

HEADINGS = """What the {thing} says
A {quality} road ahead
The view from {place}
Who pays: {people} or the county?
How {place} got here
A question of timing""".splitlines()

ITEMS = """A {quality} {thing} for all of {place}
No fewer than **{number} inspections** a year
An office for {people}, run by {body}
Payments of ${number} for each household
A hearing on {day}, open to the public""".splitlines()

CAPTIONS = """{people} outside of the {thing} in {place} on {day}.
The {quality} {thing} in {place}, seen last week.
{person} at a hearing about the {thing}.
A meeting of {people} in {place}.""".splitlines()
