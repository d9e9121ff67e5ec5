/** Short, kind and without accents: from three of them a room's name is made. There are 256. */
export const WORDS = `
abacate abacaxi abelha abril acerola agulha aldeia alecrim alegre alface amarelo ameixa amigo amora anel anis
aquarela arara areia arroz aurora aveia avenca azeite azul azulejo baga baleia balsa bambu banana banco barco batata
baunilha besouro bola bolo bosque brasa brilho brisa broa broto bule buriti cabana cabra cacau cacto caixa caju
calma camelo caminho campo caneca canela canoa canto capivara caramelo carinho carro casa castelo cedro cenoura
cereja cesta chave chuva cidra circo claro coco coelho colher colina concha copo coral corda coruja couve cravo
crepe cuscuz dado damasco doce dourado duna erva escada escola espuma estrela farol feira feliz festa figo fita
flauta flor floresta fogueira folha fonte framboesa frasco fruta gaivota galho garoa gato gengibre girafa girassol
goiaba gota grama granito grilo grinalda horta ilha inverno jabuti jade janela jangada jardim jasmim jogo jornada
lago lagoa lanterna laranja leite lenda leve lima linho lira livro lontra louro lua luar luva luz macio madeira
manga mapa mar marfim margarida mel melado menta milho mimosa moinho montanha morango musgo navio neblina neve ninho
nobre noz nuvem oceano oliva onda orvalho ostra ouro outono paina palha palmeira pamonha panda papagaio pato pedra
peixe pena pera pinha pipa pitanga poema polvo pomar ponte porto praia prata prosa quintal rede regato remo rio
risada roda rosa rubi rumo safira saguim salsa samba sapoti semente sereno serra sino sol sombra sorriso suave
tangerina tapete tatu telha tempero terra tigela tomate trevo trigo trilha tucano tulipa turma uva vagalume vale
varanda vela veludo vento verde viola violeta vitral xale zebra
`.trim().split(/\s+/);
