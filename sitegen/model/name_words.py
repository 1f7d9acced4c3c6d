"""Words of names: given names that are one in several forms, the commonest given names, and words of nobody's name.

No list is whole; what is not in it counts as unknown, never as wrong. All are folded.
"""

_FORMS = """
abigail abby gail / abraham abe / albert al bert / aleksandr alexander alex alexandre aleksander alexandr sasha sandy /
alexandra alex sandra lexi / alfred al fred alf / amanda mandy / andrew andy drew / angela angie / anthony tony antony /
anton antony / barbara barb babs / benjamin ben benny benji / bernard bernie / beverly bev / bradley brad / brandon
brendan / calvin cal / cameron cam / catherine katherine kathryn katharine cathy kathy kate katie kit kitty / charles
charlie chuck chas / christina christine tina chris chrissy / christopher chris kit topher / clifford cliff / cynthia
cindy / daniel dan danny / david dave davey / deborah debra deb debbie / dmitri dmitry dmitriy dimitri / dominic dom
nick / donald don donnie / dorothy dot dottie / douglas doug / edward ed eddie ted ned teddy / edwin ed / eleanor ellie
nell nora / elizabeth liz lizzie beth betty betsy eliza libby bess elisabeth / emily em / eugene gene / evgeny yevgeny
evgeni / ferdinand ferdy / florence flo / frances fran frankie / francis frank fran / franklin frank / francisco paco
pancho / frederick fred freddie freddy fredrick / gabriel gabe / geoffrey geoff jeffrey jeff jeffery / gerald jerry
gerry / gerard gerry / gregory greg / guillermo memo / harold hal harry / henry harry hank / herbert herb / hussein
hussain husayn / ignacio nacho / isabella isabel bella izzy / jacob jake / jacqueline jackie / james jim jimmy jamie jas
/ janet jan / jason jay / jennifer jen jenny / jessica jess jessie / jesus chuy / jonathan jon / john jack johnny jon /
jose pepe / joseph joe joey / joshua josh / judith judy / julia julie / kenneth ken kenny / kimberly kim / lawrence
larry laurence / leonard len lenny leo / leslie les / louis lou louie lewis / lucille lucy / madeleine maddie / manuel
manny manolo / margaret maggie meg peg peggy marge margie greta / martha marty patty / martin marty / marvin marv / mary
molly polly / matthew matt / maxwell max / maximilian max / melissa mel missy / michael mike mick mickey mikey / mikhail
mihail michail misha / milton milt / mitchell mitch / mohammed muhammad mohamed mohammad mohamad muhammed mahomet /
nancy nan / natalia natasha / nathan nate nat / nathaniel nate nat / nicholas nick nicky nicolas / nikolai nikolay
nicolai / norman norm / oleksandr alexander / oliver ollie / pamela pam / patricia pat patty trish tricia / patrick pat
paddy / peter pete / philip phil phillip / rachel rae / randall randy randolph / raymond ray / rebecca becky becca /
richard rick dick rich ricky richie / robert bob bobby rob robbie bert / roberto beto / roderick rod / rodney rod /
roger rog / ronald ron ronnie / rosemary rose / russell russ / salvador chava / samantha sam / samuel sam sammy / sandra
sandy / sarah sara sally sadie / sergei sergey serge sergii / sidney sid / solomon sol / stanley stan / stephanie steph
stefanie / stephen steven steve stevie / susan sue suzy susie suzanne / sylvester sly / terence terry terrence / teresa
theresa terry tess / theodore ted teddy theo / thomas tom tommy / timothy tim timmy / tobias toby / valerie val /
veronica ronnie / victoria vicky vicki tori / vincent vince vinny / vladimir volodymyr / volodymyr wolodymyr / virginia
ginny / vivian viv / walter walt wally / wesley wes / wilfred will / william will bill billy willie liam / winston win /
yusuf yousef youssef yousuf / yuri yury iurii / zachary zach zack / abdullah abdallah / abdel abdul / ahmed ahmad /
hassan hasan / ibrahim ebrahim / omar umar / osama usama / khaled khalid
"""

_COMMON = """
aaron adam adele adrian agnes aisha alan alana albert alberto alejandra alejandro alexa alexis alfredo ali alice alicia
alison allan allen allison alma alvin alyssa amara amber amelia amit amy ana anders andre andrea andreas andres anil
anita ann anna anne annette annie antoine antonio april arjun arlene arnold arthur arturo ashley audrey august aurora
austin ava avery barack barry beatrice beatriz becky benedict beth blake bonnie brenda brent brett brian bridget britt
brittany brooke bruce bruno bryan byron camila camille candace carl carla carlos carmen carol carole caroline carolyn
carrie casey cassandra cecilia cedric celeste cesar chad charlene charlotte chelsea cheryl chester chloe claire clara
clarence claude claudia clayton clint clinton clyde cody colin colleen connie connor constance corey cory courtney craig
cristina crystal curtis daisy dale damian damon dana danielle daphne darlene darrell darren daryl dawn dean deepak
delores denise dennis derek diana diane diego dina dolores dominique donna dora doreen doris dustin dwayne dwight dylan
earl edgar edith eduardo eileen elaine elena eli elias elisa ella ellen elliot elliott elmer eloise elsa elsie elvis
emanuel emil emilio emma emmanuel enrique eric erica erick erik erika erin ernest ernesto estelle esther ethan eva evan
eve evelyn fatima felicia felipe felix fernando fiona florian floyd francesca francois gary gavin geoff george georgia
georgina gerardo gertrude gilbert gina giovanni gisele giulia gladys glen glenn gloria gordon grace grant greta guy gwen
hailey hannah hans harriet harvey hazel heather hector heidi helen helena helene herman hilary hillary holly hope howard
hugh hugo ian ida igor imani indira ines ingrid irene iris irma isaac ismael ivan ivana jackson jaime jan jane janice
jared jasmine javier jay jean jeanette jeanne jeannie jed jen jenna jeremiah jeremy jerome jesse jill jillian joan joann
joanna joanne joaquin jodi jody joel johann johanna jordan jorge josefina josephine joy joyce juan juanita judy julian
juliana julio june justin kamala karen kari karin karl karla kate katelyn katrina kay kayla keith kelley kelli kellie
kelly kelsey kendra kent kerry kevin kirk klaus kristen kristi kristin kristina kristine kurt kyle lamar lance lara
laura lauren laurie leah lee leigh lena leon leona leroy leticia levi lia lillian lily linda lindsay lindsey lisa lloyd
logan lois lonnie lora loren lorena lorenzo loretta lori lorraine lucas lucia luciana lucinda luis luisa luke lula lydia
lyle lynn mabel mackenzie mae malcolm malik marc marcel marcella marcia marco marcos marcus margarita maria mariam
marian mariana marianne marie marilyn marina mario marion marisol marissa marjorie mark marlene marsha marta mateo
mathew matilda maureen maurice mavis max maya megan meghan mei melanie melinda melody mercedes meredith micah michele
michelle miguel mildred mimi minnie miranda miriam moira monica monique morgan moses muriel myra myrtle nadia naomi
natalie neal neil nelson nicole nigel nikita nikki nina noah noel nora norma olga olive olivia omar oscar otto owen
pablo paige paolo patrice paul paula pauline pedro penelope penny perry phoebe phyllis pierre preston priscilla priya
quentin quinn rafael raj rajesh ralph ramon raquel raul ravi regina reginald rene renee rex rhonda ricardo rita roberta
robin rochelle rodrigo roland roman rosa rosalie rosario rose ross roxanne roy ruben ruby rudolph rudy rufus ruth ryan
sabrina salvatore samir sanjay santiago saul scott sean sebastian selena serena sergio seth shane shannon shari sharon
shaun shauna shawn sheila shelby shelley sheri sherri sherry shirley sierra silvia simon simone sofia sonia sonya sophia
sophie spencer stacey stacy stefan stella stewart stuart sunil sylvia tamara tami tammy tanya tara tatiana taylor teri
theodora tiffany todd tomas toni tracey traci tracy travis trevor troy tyler tyrone ulrich uma ursula vanessa vera
vernon vicente victor vijay viktor viola violet vivek wade wanda warren wayne wendell wendy whitney wilbur willard
wilson winifred xavier yolanda yvette yvonne zoe zoey
"""


def _forms() -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for number, names in enumerate(_FORMS.split("/")):
        for name in names.split():
            found.setdefault(name, set()).add(number)
    return {name: frozenset(numbers) for name, numbers in found.items()}


FORMS = _forms()
"""Given name -> the names that it may be a form of, by number."""

KNOWN = frozenset([*FORMS, *_COMMON.split()])
"""Given names."""

DOUBTFUL = frozenset(
    """
    al april art august austin bay ben bill brooke charlotte chase dale dawn dean drew faith florence georgia grace
    grant guy heather holly hope ivy jack jackson jersey jordan joy june ken lance lee madison mark max may mel
    mercedes mike miles morgan nat pat penny phoenix pierre ray rich rob rose sierra sky sue terry victoria virginia
    will
    """.split()
)
"""Given names that are words or places as well: what they begin is a name only if something else says so, too."""

NO_NAMES = frozenset(
    """
    administration advisory affairs africa agency agile alabama alaska alerts alliance america american americans
    analytics android annual api app apple apps archives arizona arkansas army art asia association australia
    authority bank bay beach big blog blogger board boston branch britain bureau business cabinet california canada
    capitol care carolina census cent central challenge chamber champion channel chicago china christmas city
    coalition coast code colorado commerce commission committee community company conference congress connecticut
    consortium constitution corps council county creek crowd customer cyber dakota data day days defense delaware
    democrat democrats department design development digest digital directive directorate district division drug
    easter economic education emergency energy engineering enterprise environment environmental europe european
    exchange executive experience expo facebook falls federal federation festival finance fire first florida food
    force forest forum founding fourth france games gateway general germany global google government grand great
    grid group guard guide guidelines hackathon hampshire hawaii health heights hills historic history homeland hub
    human idaho illinois independence index india indiana information initiative innovation instagram intelligence
    internal international internet iowa ireland island islands israel italy japan jersey journal justice kansas
    kentucky kit korea labor labs language league legal library life linkedin little live local louisiana lounge
    lower magazine maine management manual map march marine market marketplace maryland massachusetts measure media
    medicine memo mexico michigan microsoft minnesota mint mississippi missouri mobile montana month monument mount
    museum museums nation national nations navy nebraska network nevada new news newspaper north northern ocean
    office officer officers ohio oklahoma old online open operations order orders oregon orleans pacific page parks
    partners partnership party patent pennsylvania personnel philadelphia pilot plain plan platform playbook podcast
    point policy port portal post press privacy program programs project projects protection public quarterly race
    radio region register regulation report republic republican republicans research reserve resources revenue
    revolution river roadmap route russia safety saint san santa science search season seattle secretary section
    security senate series service services shore small smartphone social society software solutions south southern
    space spain special square staff standard standards state states statistics strategy students studio study style
    summer summit survey system systems task team teams technology teen tennessee test texas thanksgiving times tool
    toolkit tools trade training transportation treasury trends twitter ukraine union unit united universal upper
    upstate usability user users utah valley vegas vermont veterans video village war warning watch water weather
    web webinar week west western wiki wikipedia windows winter wisconsin women word work workforce working workshop
    world wyoming york youth youtube zone
    """.split()
)
"""Words that are in names of places, houses and projects, and in nobody's."""
