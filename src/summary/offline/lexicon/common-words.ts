/** Words of grammar: they may begin a sentence or a name ("The Hague"), and are never one alone. */
export const FUNCTION_WORDS = `
a an the this that these those some any all both each every either neither no none such another other others many much more most few fewer several enough less least half
i me my mine myself we us our ours ourselves you your yours yourself he him his himself she her hers herself it its itself they them their theirs themselves one ones someone
somebody something anyone anybody anything everyone everybody everything nobody nothing who whom whose which what whatever whichever whoever
and or but nor so yet for if unless until while whereas although though because since as than whether once when whenever where wherever why how however therefore thus hence
moreover furthermore meanwhile nevertheless nonetheless otherwise instead besides also too either still even just only ever never always often sometimes perhaps maybe indeed rather
quite very almost nearly about around again already soon then there here now today tomorrow yesterday tonight later earlier ago afterwards afterward beforehand
in on at by to of from with without within into onto upon over under above below between among amongst across through throughout during before after behind beyond beside against
along alongside toward towards near inside outside off out up down per via versus vs despite regarding concerning following including according amid given due based plus minus like
unlike except apart aside next
is are was were be been being am do does did done has have had having can could may might must shall should will would cannot won't can't don't doesn't didn't isn't aren't wasn't
weren't hasn't haven't hadn't couldn't wouldn't shouldn't let let's it's that's there's he's she's i'm i've we're we've they're you're
`;

/**
 * Words that often begin a sentence, or stand capitalised in a title, without being a name. What ends in -ing, -ed, -ly,
 * -tion and the like is known by its ending and not listed.
 */
export const COMMON_WORDS = `
first second third fourth fifth sixth seventh last next previous former latter latest new old early late recent young big small large great good better best bad worse worst high
higher highest low lower lowest long longer short shorter full free open local national international global foreign domestic federal public private political economic social
military civil legal official senior junior major minor key main central common general special particular certain various different similar same own whole entire single double
real true false right wrong left strong weak heavy light hard soft easy difficult simple clear likely unlikely possible impossible available necessary important critical serious
severe total current present past future final initial original additional further extra nearby northern southern eastern western north south east west upper inner outer
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty
ninety hundred hundreds thousand thousands million millions billion billions dozen dozens
people person man men woman women child children kid kids boy boys girl girls baby babies family families friend friends father mother parent parents son sons daughter daughters
brother sister brothers sisters husband wife guy guys adult adults teenager teenagers youth youths elder elders citizen citizens resident residents villager villagers local locals
tourist tourists visitor visitors passenger passengers pilgrim pilgrims refugee refugees migrant migrants immigrant immigrants victim victims survivor survivors witness witnesses
neighbor neighbors neighbour neighbours crowd crowds mob mobs fan fans
official officials officer officers police policeman policemen soldier soldiers troop troops army armies navy force forces guard guards rebel rebels militant militants insurgent
insurgents gunman gunmen terrorist terrorists attacker attackers bomber bombers fighter fighters commander commanders general generals leader leaders minister ministers president
presidents premier prime chancellor governor governors mayor mayors senator senators lawmaker lawmakers deputy deputies mp mps member members delegate delegates diplomat diplomats
ambassador ambassadors envoy envoys judge judges jury juries lawyer lawyers attorney attorneys prosecutor prosecutors court courts expert experts analyst analysts scientist
scientists researcher researchers doctor doctors physician physicians nurse nurses teacher teachers student students professor professors engineer engineers economist economists
journalist journalists reporter reporters author authors writer writers editor editors critic critics activist activists protester protesters protestor protestors demonstrator
demonstrators supporter supporters opponent opponents voter voters candidate candidates party parties opposition government governments administration state states authority
authorities agency agencies council councils committee committees commission commissions ministry ministries department departments parliament congress senate assembly cabinet
embassy embassies union unions company companies firm firms business businesses bank banks investor investors trader traders worker workers employee employees employer employers
farmer farmers fisherman fishermen miner miners driver drivers pilot pilots crew crews team teams player players coach coaches captain champion champions winner winners loser
losers host hosts organizer organizers organiser organisers sponsor sponsors owner owners manager managers director directors chairman chair chief chiefs head heads executive
executives spokesman spokeswoman spokesperson secretary adviser advisers aide aides observer observers inspector inspectors
country countries nation nations city cities town towns village villages province provinces region regions district districts area areas place places site sites location locations
street streets road roads bridge bridges building buildings house houses home homes school schools university universities college hospital hospitals church churches mosque mosques
temple temples prison prisons airport airports station stations port ports factory factories plant plants office offices shop shops store stores market markets hotel hotels
restaurant restaurants park parks river rivers lake lakes sea seas ocean oceans mountain mountains island islands coast border borders land lands
year years month months week weeks day days hour hours minute minutes second seconds morning afternoon evening night midnight noon weekend century centuries decade decades time
times date dates season seasons spring summer autumn fall winter era age period
war wars peace conflict conflicts battle battles attack attacks bomb bombs blast blasts explosion explosions shot shots fire fires flood floods storm storms earthquake earthquakes
quake hurricane typhoon cyclone tsunami rain rains snow wind winds weather heat cold drought famine disease diseases virus outbreak epidemic pandemic death deaths life lives birth
births murder murders crime crimes theft fraud abuse torture rape violence accident accidents crash crashes collapse disaster disasters crisis emergency rescue search aid relief
help support
news report reports story stories article articles paper papers book books film films movie movies show shows song songs album albums music game games match matches race races
tournament cup league final finals goal goals point points score scores record records prize prizes award awards title titles festival ceremony event events meeting meetings talk
talks summit conference interview interviews speech speeches statement statements comment comments question questions answer answers letter letters message messages email emails
photo photos image images picture pictures video videos map maps source sources file data information evidence proof fact facts figure figures number numbers result results poll
polls survey surveys study studies research test tests trial trials case cases charge charges claim claims law laws bill bills act acts rule rules policy policies plan plans
program programs programme programmes project projects proposal proposals deal deals agreement agreements treaty treaties accord pact contract contracts vote votes election
elections referendum ballot ballots campaign campaigns protest protests demonstration rally rallies strike strikes march riot riots
money cash cost costs price prices tax taxes fee fees fund funds budget budgets debt debts loan loans share shares stock stocks bond bonds profit profits loss losses sale sales
trade export exports import imports growth inflation unemployment job jobs work wage wages salary pay economy industry industries energy oil gas coal power electricity water food
grain rice wheat meat fish milk fuel petrol steel gold silver car cars bus buses truck trucks train trains plane planes aircraft airplane helicopter helicopters ship ships boat
boats vessel vessels rocket rockets missile missiles satellite satellites weapon weapons gun guns tank tanks computer computers phone phones internet website websites software
network networks technology technologies science space
thing things way ways part parts side sides end ends top bottom front back line lines group groups set sets kind kinds type types form forms level levels rate rates amount amounts
rest lot lots bit piece pieces list lists order orders step steps stage stages sign signs effect effects impact cause causes reason reasons problem problems issue issues concern
concerns risk risks threat threats fear fears hope hopes chance chances choice choices option options change changes move moves effort efforts attempt attempts action actions
response responses role roles right rights freedom justice truth trust faith religion culture history tradition society community communities public media press world earth nature
human humans animal animals dog dogs cat cats bird birds horse horses tree trees plant body bodies hand hands eye eyes face faces heart mind blood
yes no oh ok okay well please thanks thank hello hi dear sorry sure wow yeah
say says said tell tells told ask asks asked make makes made take takes took get gets got give gives gave go goes went gone come comes came see sees saw seen know knows knew think
thinks thought find finds found look looks looked want wants use uses used try tries show shows shown keep keeps kept hold holds held turn turns start starts begin begins began run
runs ran play plays played bring brings brought write writes wrote read reads sit sits stand stands stood lose lost win wins won pay pays paid meet meets met set leave leaves left
put feel feels felt seem seems become becomes became remain remains stay stays call calls need needs believe believes click share watch listen subscribe follow join visit learn
check sign buy sell send add
advertisement advertisment advertising related background introduction conclusion overview summary analysis opinion editorial interview contents references sources notes updated
published posted correction photo credit caption file
bowler batsman attorney mathematician rookie colorful colourful trailing founding lead veteran teen suspect brave ex acting incumbent outgoing indoor outdoor live breaking
exclusive nice mean fine rich poor happy sad angry dead alive sick healthy ill injured hot warm cool dry wet dark bright black white red blue green yellow orange pink purple brown
grey gray golden silver
god goddess king queen prince princess lord lady saint pope bishop priest
volunteer volunteers charity charities vendor vendors customer customers consumer consumers client clients user users reader readers viewer viewers audience audiences actor actors
actress actresses singer singers band bands artist artists musician musicians celebrity celebrities star stars hero heroes superhero superheroes voters users thousands millions
colleagues experts shareholders stakeholders lenders creditors landlords tenants
ministers' workers farmers miners athletes cyclists runners swimmers climbers sailors astronauts cosmonauts crewmembers firefighters paramedics medics surgeons patients inmates
prisoners detainees hostages captives suspects defendants convicts criminals gangs smugglers traffickers pirates hackers spammers thieves
non-governmental pro anti post pre sub mid multi inter intra trans re un self co
based located situated known called named born dubbed titled
shanties slums debris rubble wreckage remains ashes ruins
overall approximately roughly least nearby abroad overseas worldwide nationwide statewide countrywide
name names named personality pursuant note notes mandatory unofficial wait statistics full gameplay knowledge mostly many enough currently legal illegal formal informal initially
apparent actual annual daily weekly monthly yearly quarterly average median gross net joint mutual bilateral multilateral unilateral domestic overseas urban rural coastal offshore
underground underwater aerial solar lunar nuclear atomic chemical biological medical clinical dental mental physical digital electronic electric mechanical industrial agricultural
commercial financial fiscal monetary corporate academic scientific technical strategic tactical diplomatic democratic republican liberal conservative socialist communist radical
moderate extreme peaceful violent deadly fatal lethal tragic historic famous popular unpopular beautiful ugly strange weird normal usual unusual regular irregular permanent
temporary frequent constant absolute relative
sergeant corporal detective constable sheriff marshal admiral bishop cardinal deacon
access account accounts advance advances advice affair affairs agenda agent agents alarm alert alliance ally allies analysis apology appeal appeals application applications
approach approval arrival arrest arrests arms assault asset assets audience aviation award balance ban bans base bases basis beach beer benefit benefits bid bids bill blame block
blocks board boards bomb border bottle box brand brands bread breakfast bride budget burden cabin camp camps cancer capacity capital card cards care career cargo carrier carriers
castle category cell cells center centre chain chamber chaos chapter character characters check checks chemical chemicals circle civilians clash clashes class classes climate
clothing club clubs coal code coffee colleague combat comedy comfort command commerce communication competition complaint complaints complex concept concert concrete condition
conditions conduct confidence congress connection consensus consequence consequences constitution construction content contest context continent control controversy convention
convoy convoys copper copy corn corner corporations corruption cotton count counts county couple couples courage coverage creation credit creditors cricket crop crops culture
currency customs cycle damage danger dangers daylight deadline deadlines deal dealers debate debates declaration decline defeat defence defense deficit degree degrees delay delays
delegation demand demands democracy departure deposit deposits depression depth description desert design designs detail details device devices dialogue dinner direction discipline
discovery display dispute disputes distance doubt doubts drama dream dreams dress drink drinks drug drugs dust duty duties eastern echo editorials efficiency egg eggs engine
engines enemy enemies entry entries envelope environment episode episodes equipment equality error errors estate estimate estimates evacuation evidence evolution exam example
examples exchange excitement exercise exercises exit expansion expense expenses experience experiment experiments explanation extension eyewitnesses fabric facilities facility
faction factions failure failures farms fashion fate fault faults feature features feedback feelings ferry ferries fields fighting filmmakers fishing flag flags flame flames flesh
flight flights floor floors flow flower flowers focus football forecast forecasts foreigners forest forests format formula fortune forum foundation founder founders frame framework
freight friendship frontier fruit function functions funeral funerals furniture fury future gallery gap garage garbage garden gardens gate gates gathering gear gene genes genre
gesture gift gifts glass glory grade grades graduate graduates grants graph graphic grass grave graves gravity greed greeting ground grounds guarantee guests guidance guide
guidelines guilt habit habitat hair hall halls handful harbor harbour harm harvest headline headlines headquarters hearing hearings height heights heritage highlights highway
highways hike historian historians hole holes holiday holidays honor honour horror hostage hostages housing hunger hunt hunters hydrogen ice idea ideas identity illness image
imagery immunity implications incident incidents income incomes independence index individual individuals infection infections influence injuries injury innocence input insight
inspiration installation instance institution institutions instruction instructions instrument insurance integration intelligence intention interest interests interior internal
intervention introduction invasion invention inventory investigation investigations investigators investment investments invitation involvement iron isolation item items jet jets
joint joke jokes journey judgement judgment jungle jurisdiction justice keys kick killers kilometers kilometres kingdom kingdoms kitchen label labels labor labour lack ladder
ladies landscape lane lanes language languages laughter launch lawsuit lawsuits leadership league leaks lecture legacy legend legislation legislators length lesson lessons liberty
library license licence limit limits link links liquid literature livestock lobby lock locks logic luck lunch machine machines magazine magazines mail mainstream maintenance
majority manufacturer manufacturers manufacturing margin margins marine marines mark marks marriage mass masses massacre master masters mate material materials mathematics matter
matters maximum meal meals measure measures mechanism medal medals medicine medicines medium memory memories merger metal metals meter meters method methods metres midfielders
migration mileage milestone militia militias mine mines mineral minerals minimum minister's minority minorities mission missions mistake mistakes mix mixture mode model models
moment moments monitor monitors monument mood moon motion motive motives motor mountaineers mouth movement movements mud museum museums mystery myth narrative necessity negotiation
negotiations negotiators neighborhood neighbourhood nerve newcomer newcomers newspaper newspapers noise nominee nominees norm notion novel novels object objects objection
objections objective objectives obligation observation occasion occasions occupation offence offense offer offers offering officials opening operation operations operator operators
opinion opinions opportunity opportunities organ organization organizations organisation organisations origin origins outcome outcomes output outrage outside oxygen pace pack
package packages page pages pain panel panels panic paragraph parade parent participant participants participation particle particles partner partners partnership partnerships
passage passengers passion passport passports past patch path patience patients patrol patrols pattern patterns pause peak peasants penalty penalties pension pensions perception
performance performances permission permit permits personnel perspective phase phases phenomenon philosophy phrase pilgrims pipeline pipelines pitch plague plastic platform
platforms pleasure pledge pledges plot plots pocket poem poems poet poets poison politician politicians politics pollution pool pools population populations portion portrait
position positions possession possibility post posts potential poverty powers practice practices praise prayer prayers precision preference premiere preparation preparations
presence presentation preservation pressure pressures principle principles priority priorities privacy privilege procedure procedures process processes producer producers product
products production profession professionals profile progress promise promises promotion property properties prospect prospects prosperity protection protein protests provider
providers provision provisions psychology publication publications publicity publisher publishers punishment purchase purchases purpose purposes pursuit quality quantity quarter
quarters quest quota quotas quotes radiation radio rail railway railways rain raid raids range rank ranks rating ratings ratio reach reaction reactions reactor reactors reality
realization rebellion recession recipe recognition recommendation recommendations recovery recruitment reduction reference reform reforms refugee regime regimes register
registration regulation regulations regulator regulators rejection relation relations relationship relationships relative relatives release releases religion remark remarks removal
renewal rent repair repairs replacement replica representation representative representatives reputation requirement requirements rescuers reserve reserves resignation resistance
resolution resolutions resort resorts resource resources respect respondents restoration restriction restrictions retail retailer retailers retirement retreat return returns
revelations revenge revenue revenues reverse review reviews revolution rhetoric rhythm rival rivals roof room rooms root roots route routes routine row rows rumor rumors rumours
runner runners rush sacrifice safety sail salt sample samples sanction sanctions satellite satisfaction saturday savings scale scandal scandals scenario scenarios scene scenes
schedule schedules scheme schemes scholar scholars scope screen screens script sculpture seal seat seats secret secrets section sections sector sectors security segment selection
self sense sensors sentence sentences sequence series servant servants service services session sessions settlement settlements settlers sex shadow shape shareholders shelter
shelters shift shipment shipments shipping shock shooter shooters shootings shortage shortages shoulder shoulders siege sight signal signals significance silence similarity sister
situation situations size skill skills skin sky slave slaves sleep slogan smoke smoking sociologists soil solution solutions sort soul sound sounds soup speaker speakers
specialists species specimen spectators speculation speed spending spirit spirits spite spokesmen spokespeople sport sports spot spots spread squad squads square stability stadium
staff stake stakes stance standard standards statue statues status stock stockpiles stone stones stopover strain strategy strategies stream strength stress stretch string structure
structures struggle struggles studio studios stuff style styles subject subjects submarine submarines subsidies substance substances success successes successor suggestion
suggestions suicide suit suits sum summer sun supermarket supermarkets supplier suppliers supply supplies surface surgery surplus surprise surveillance suspicion sweat symbol
symbols sympathy symptom symptoms syndrome system systems table tables tactic tactics tail talent talents target targets task tasks taste taxpayer taxpayers teaching tear tears
technique techniques telephone television temperature temperatures tension tensions tent tents term terms terrain territory territories terror terrorism text texts theater theatre
theme themes theory theories therapy thousand throne tide ties ticket tickets timber tissue tobacco toll tomorrow tone tool tools topic topics total tour tourism tournament
tournaments tower towers toy toys track tracks tragedy tragedies trail transaction transactions transfer transfers transformation transition transmission transport transportation
trap travel travelers travellers treasure treatment treatments trend trends tribe tribes tribute tributes trick trip trips trophy trouble troubles tunnel tunnels turnout twin twins
tyres tires uncertainty uncle unions unity universe update updates upgrade uranium urgency usage vacation vaccine vaccines vacuum valley value values van variation variety vehicle
vehicles venue venues verdict verdicts version versions veterans victory victories view views vision visit visits voice voices volcano volcanoes volume volumes vulnerability
waiting walk wall walls warehouse warehouses warning warnings warrant warrants warrior warriors warship warships waste watch wave waves weakness wealth website wedding weight
welfare wheel wheels wildfire wildfires wildlife window windows wine wing wings wire wisdom wish wishes withdrawal withdrawals wonder wood woods word words works workshop workshops
worries worry worth wound wounds writing yard yards yield youngsters zone zones
enter exit insert remove replace compare imagine remember forget consider suppose thank welcome meet beware notice observe assume expect
reportedly allegedly apparently presumably supposedly
`;

/** Function words whose share tells English text from other languages. */
export const ENGLISH_WORDS = `
the of and to in a is that for it was on with as be at by this have from or had not are but which were they has been its an will their would who said more when after one also than
about into other can could only over new some there all so up what out if no his he she you we my our your them these those because before between during while through where how
`;
