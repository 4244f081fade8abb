/**
 * Countries and the parts of the world that news treats like them: one a line, `name | other names | demonyms`.
 * Other names and demonyms are separated by commas. A demonym is an adjective or what its people are called.
 */
export const COUNTRIES = `
Afghanistan||Afghan,Afghans,Afghani
Albania||Albanian,Albanians
Algeria||Algerian,Algerians
Andorra||Andorran,Andorrans
Angola||Angolan,Angolans
Antigua and Barbuda|Antigua|Antiguan,Antiguans
Argentina||Argentine,Argentinian,Argentines,Argentinians
Armenia||Armenian,Armenians
Australia||Australian,Australians,Aussie,Aussies
Austria||Austrian,Austrians
Azerbaijan||Azerbaijani,Azerbaijanis,Azeri,Azeris
Bahamas|The Bahamas|Bahamian,Bahamians
Bahrain||Bahraini,Bahrainis
Bangladesh||Bangladeshi,Bangladeshis
Barbados||Barbadian,Barbadians
Belarus|Belorussia|Belarusian,Belarusians,Belarussian
Belgium||Belgian,Belgians
Belize||Belizean,Belizeans
Benin||Beninese
Bhutan||Bhutanese
Bolivia||Bolivian,Bolivians
Bosnia and Herzegovina|Bosnia,Bosnia-Herzegovina|Bosnian,Bosnians
Botswana||Botswanan
Brazil||Brazilian,Brazilians
Brunei||Bruneian
Bulgaria||Bulgarian,Bulgarians
Burkina Faso||Burkinabe
Burundi||Burundian,Burundians
Cambodia||Cambodian,Cambodians
Cameroon||Cameroonian,Cameroonians
Canada||Canadian,Canadians
Cape Verde|Cabo Verde|Cape Verdean,Cape Verdeans
Central African Republic||
Chad||Chadian,Chadians
Chile||Chilean,Chileans
China|People's Republic of China,PRC,Communist China|Chinese
Colombia||Colombian,Colombians
Comoros||Comorian
Congo|Democratic Republic of the Congo,DR Congo,DRC,Republic of the Congo,Congo-Brazzaville,Congo-Kinshasa|Congolese
Costa Rica||Costa Rican,Costa Ricans
Croatia||Croatian,Croatians,Croat,Croats
Cuba||Cuban,Cubans
Cyprus||Cypriot,Cypriots
Czech Republic|Czechia|Czech,Czechs
Czechoslovakia||Czechoslovak,Czechoslovakian
Denmark||Danish,Dane,Danes
Djibouti||Djiboutian
Dominica||
Dominican Republic||Dominican,Dominicans
East Timor|Timor-Leste|Timorese
Ecuador||Ecuadorian,Ecuadorians,Ecuadorean
Egypt||Egyptian,Egyptians
El Salvador||Salvadoran,Salvadorans
England||English,Englishman,Englishmen
Equatorial Guinea||
Eritrea||Eritrean,Eritreans
Estonia||Estonian,Estonians
Eswatini|Swaziland|Swazi
Ethiopia||Ethiopian,Ethiopians
Faroe Islands||Faroese
Fiji||Fijian,Fijians
Finland||Finnish,Finn,Finns
France||French,Frenchman,Frenchmen
Gabon||Gabonese
Gambia|The Gambia|Gambian,Gambians
Georgia||Georgian,Georgians
Germany|Federal Republic of Germany|German,Germans
East Germany|GDR|East German,East Germans
West Germany||West German,West Germans
Ghana||Ghanaian,Ghanaians
Gibraltar||Gibraltarian
Greece||Greek,Greeks
Greenland||Greenlandic,Greenlander,Greenlanders
Grenada||Grenadian
Guam||
Guatemala||Guatemalan,Guatemalans
Guinea||Guinean,Guineans
Guinea-Bissau||
Guyana||Guyanese
Haiti||Haitian,Haitians
Honduras||Honduran,Hondurans
Hong Kong||Hongkonger,Hongkongers
Hungary||Hungarian,Hungarians
Iceland||Icelandic,Icelander,Icelanders
India||Indian,Indians
Indonesia||Indonesian,Indonesians
Iran|Islamic Republic of Iran|Iranian,Iranians
Iraq||Iraqi,Iraqis
Ireland|Republic of Ireland|Irish,Irishman,Irishmen
Northern Ireland|Ulster|Northern Irish
Israel||Israeli,Israelis
Italy||Italian,Italians
Ivory Coast|Côte d'Ivoire|Ivorian,Ivorians
Jamaica||Jamaican,Jamaicans
Japan||Japanese
Jordan||Jordanian,Jordanians
Kazakhstan||Kazakh,Kazakhs,Kazakhstani
Kenya||Kenyan,Kenyans
Kiribati||
Kosovo||Kosovar,Kosovars,Kosovan
Kurdistan||Kurdish,Kurd,Kurds
Kuwait||Kuwaiti,Kuwaitis
Kyrgyzstan||Kyrgyz
Laos||Laotian,Laotians,Lao
Latvia||Latvian,Latvians
Lebanon||Lebanese
Lesotho||Basotho
Liberia||Liberian,Liberians
Libya||Libyan,Libyans
Liechtenstein||
Lithuania||Lithuanian,Lithuanians
Luxembourg||Luxembourgish
Macau|Macao|Macanese
Macedonia|North Macedonia|Macedonian,Macedonians
Madagascar||Malagasy
Malawi||Malawian,Malawians
Malaysia||Malaysian,Malaysians
Maldives|The Maldives|Maldivian,Maldivians
Mali||Malian,Malians
Malta||Maltese
Marshall Islands||Marshallese
Mauritania||Mauritanian,Mauritanians
Mauritius||Mauritian,Mauritians
Mexico||Mexican,Mexicans
Micronesia||Micronesian
Moldova||Moldovan,Moldovans
Monaco||Monegasque
Mongolia||Mongolian,Mongolians
Montenegro||Montenegrin,Montenegrins
Morocco||Moroccan,Moroccans
Mozambique||Mozambican,Mozambicans
Myanmar|Burma|Burmese
Namibia||Namibian,Namibians
Nauru||Nauruan
Nepal||Nepalese,Nepali,Nepalis
Netherlands|The Netherlands,Holland|Dutch,Dutchman,Dutchmen
New Zealand|Aotearoa,NZ,N.Z.|New Zealander,New Zealanders
Nicaragua||Nicaraguan,Nicaraguans
Niger||Nigerien
Nigeria||Nigerian,Nigerians
North Korea|DPRK,D.P.R.K.,Democratic People's Republic of Korea|North Korean,North Koreans
Norway||Norwegian,Norwegians
Oman||Omani,Omanis
Pakistan||Pakistani,Pakistanis
Palau||Palauan
Palestine|State of Palestine,Palestinian territories,Palestinian Territories|Palestinian,Palestinians
Panama||Panamanian,Panamanians
Papua New Guinea||Papua New Guinean
Paraguay||Paraguayan,Paraguayans
Peru||Peruvian,Peruvians
Philippines|The Philippines|Filipino,Filipinos,Philippine
Poland||Polish,Pole,Poles
Portugal||Portuguese
Puerto Rico||Puerto Rican,Puerto Ricans
Qatar||Qatari,Qataris
Romania||Romanian,Romanians
Russia|Russian Federation|Russian,Russians
Rwanda||Rwandan,Rwandans
Samoa||Samoan,Samoans
San Marino||
Saudi Arabia|Kingdom of Saudi Arabia,KSA|Saudi,Saudis,Saudi Arabian
Scotland||Scottish,Scot,Scots,Scotsman
Senegal||Senegalese
Serbia||Serbian,Serbians,Serb,Serbs
Seychelles||
Sierra Leone||Sierra Leonean
Singapore||Singaporean,Singaporeans
Slovakia||Slovak,Slovaks,Slovakian
Slovenia||Slovenian,Slovenians,Slovene,Slovenes
Solomon Islands||Solomon Islander,Solomon Islanders
Somalia|Somaliland|Somali,Somalis,Somalian
South Africa||South African,South Africans
South Korea|Republic of Korea,ROK,R.O.K.|South Korean,South Koreans
Korea||Korean,Koreans
South Sudan||South Sudanese
Soviet Union|USSR,U.S.S.R.|Soviet,Soviets
Spain||Spanish,Spaniard,Spaniards
Sri Lanka||Sri Lankan,Sri Lankans
Sudan||Sudanese
Suriname||Surinamese
Sweden||Swedish,Swede,Swedes
Switzerland||Swiss
Syria||Syrian,Syrians
Taiwan|Republic of China|Taiwanese
Tajikistan||Tajik,Tajiks
Tanzania||Tanzanian,Tanzanians
Thailand||Thai,Thais
Tibet||Tibetan,Tibetans
Togo||Togolese
Tonga||Tongan,Tongans
Trinidad and Tobago|Trinidad|Trinidadian,Trinidadians
Tunisia||Tunisian,Tunisians
Turkey|Türkiye|Turkish,Turk,Turks
Turkmenistan||Turkmen
Tuvalu||
Uganda||Ugandan,Ugandans
Ukraine||Ukrainian,Ukrainians
United Arab Emirates|UAE,U.A.E.|Emirati,Emiratis
United Kingdom|UK,U.K.,Britain,Great Britain|British,Briton,Britons,Brit,Brits
United States|US,U.S.,USA,U.S.A.,United States of America,America|American,Americans
Uruguay||Uruguayan,Uruguayans
Uzbekistan||Uzbek,Uzbeks
Vanuatu||Vanuatuan
Vatican City|Vatican,Holy See,The Vatican|
Venezuela||Venezuelan,Venezuelans
Vietnam|Viet Nam|Vietnamese
Wales||Welsh,Welshman,Welshmen
Yemen||Yemeni,Yemenis
Yugoslavia||Yugoslav,Yugoslavian,Yugoslavs
Zambia||Zambian,Zambians
Zimbabwe||Zimbabwean,Zimbabweans
Prussia||Prussian,Prussians
Ottoman Empire||Ottoman,Ottomans
`;

/** Continents, regions and states whose peoples news names as it does a country's, in the same form. */
export const PEOPLED_REGIONS = `
Africa||African,Africans
Asia||Asian,Asians
Europe||European,Europeans
Eurasia||Eurasian
North America||North American,North Americans
South America||South American,South Americans
Latin America||Latin American,Latin Americans
Central America||Central American
Middle East||Middle Eastern
East Asia||East Asian
Northeast Asia||Northeast Asian
Southeast Asia||Southeast Asian
South Asia||South Asian
Central Asia||Central Asian
West Africa||West African
Southern Africa||Southern African
East Africa||East African
North Africa||North African
Sub-Saharan Africa||
Western Europe||Western European
Eastern Europe||Eastern European
Scandinavia||Scandinavian,Scandinavians
Antarctica||Antarctic
Caribbean||
Oceania||
Balkans||Balkan
Kashmir||Kashmiri,Kashmiris
Chechnya||Chechen,Chechens
Catalonia||Catalan,Catalans
Basque Country||Basque,Basques
Crimea||Crimean
Bavaria||Bavarian
Quebec||Quebecois,Québécois
Texas||Texan,Texans
California||Californian,Californians
`;
