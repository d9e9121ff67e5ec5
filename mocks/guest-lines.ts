/** What a guest may say, in one language. `{name}` is who is spoken to. */
export interface GuestLines {
  readonly names: readonly [string, string, string];
  /** Who comes in place of those whose name a visitor has. */
  readonly spares: readonly string[];
  /** When somebody new is in the room. */
  readonly greetings: readonly string[];
  /** The first answer whose words occur in what was written fits. */
  readonly answers: readonly { readonly to: RegExp; readonly say: readonly string[] }[];
  /** To a question that nothing else fits. */
  readonly questions: readonly string[];
  /** To anything else. */
  readonly remarks: readonly string[];
  /** What one guest says to another, and how that one answers. */
  readonly smallTalk: readonly (readonly [string, string])[];
  /** What Sala can do, told one after the other. */
  readonly hints: readonly string[];
}

const en: GuestLines = {
  names: ['Iris', 'Tom', 'Nina'],
  spares: ['Lena', 'Max', 'Ruby'],
  greetings: ['Hi {name}, welcome!', 'Hello {name} 👋', 'Good to see you, {name}.'],
  answers: [
    { to: /\b(thanks|thank you|cheers)\b/i, say: ['You are welcome!', 'Any time, {name}.'] },
    { to: /\b(bye|good night|see you)\b/i, say: ['See you, {name}!', 'Bye! The room stays as it is.'] },
    { to: /\bhow are you\b/i, say: ['Very well, for somebody who lives in a browser.', 'Fine, thanks. And you?'] },
    { to: /\b(who are you|bot|robot|real)\b/i, say: ['I am a guest: a few lines of code in this page.', 'Not a person, sorry. But the chat is the real one.'] },
    { to: /\b(server|offline|network|internet)\b/i, say: ['There is no server here. All of this happens in your browser.', 'Switch the network off and reload: we will still be here.'] },
    { to: /\b(help|what can)\b/i, say: ['Write, join another room, open a second tab: it is all yours to try.'] },
    { to: /https?:\/\//i, say: ['A link! It opens in a tab of its own.', 'Thanks for the link.'] },
    { to: /\b(hi|hello|hey|good (morning|evening))\b/i, say: ['Hi {name}!', 'Hello {name}, how are you?'] },
    { to: /\p{Extended_Pictographic}/u, say: ['😄', '👍', '🎉'] },
  ],
  questions: ['Good question. What do you think, {name}?', 'I would have to ask somebody who is real.', 'Hm, perhaps!'],
  remarks: ['I see.', 'Nice!', 'Tell us more, {name}.', 'I thought so too.', 'Noted.'],
  smallTalk: [
    ['{name}, is it still raining where you are?', 'In here it never rains.'],
    ['Did you read the news, {name}?', 'Only what comes by /receive.'],
    ['{name}, are you coming to lunch?', 'As soon as somebody invents it for guests.'],
  ],
  hints: [
    'By the way: open this page in a second tab, and you are talking to yourself.',
    'You can be in several rooms. “Join another room” is at the bottom of the list.',
    'Shift+Enter breaks the line.',
    'Try it without a network: reload this page offline.',
  ],
};

const ptBR: GuestLines = {
  names: ['Íris', 'Tomás', 'Nina'],
  spares: ['Lia', 'Caio', 'Bela'],
  greetings: ['Oi, {name}, seja bem-vinda ou bem-vindo!', 'Olá, {name} 👋', 'Que bom ver você, {name}.'],
  answers: [
    { to: /obrigad[ao]|valeu/i, say: ['De nada!', 'Imagina, {name}.'] },
    { to: /tchau|até (logo|mais|amanhã)/i, say: ['Até mais, {name}!', 'Tchau! A sala fica como está.'] },
    { to: /tudo bem|como vai/i, say: ['Muito bem, para quem mora em um navegador.', 'Tudo ótimo. E você?'] },
    { to: /quem (é|são) você|robô|de verdade/i, say: ['Sou um convidado: umas linhas de código nesta página.', 'Não sou gente, desculpe. Mas a conversa é de verdade.'] },
    { to: /servidor|sem rede|offline|internet/i, say: ['Aqui não há servidor. Tudo acontece no seu navegador.', 'Desligue a rede e recarregue: continuaremos aqui.'] },
    { to: /ajuda|o que dá para fazer/i, say: ['Escreva, entre em outra sala, abra uma segunda aba: é tudo seu para experimentar.'] },
    { to: /https?:\/\//i, say: ['Um link! Ele abre em outra aba.', 'Obrigado pelo link.'] },
    { to: /(^|\P{L})(oi|olá|ola|bom dia|boa (tarde|noite)|e aí)(?!\p{L})/iu, say: ['Oi, {name}!', 'Olá, {name}, tudo bem?'] },
    { to: /\p{Extended_Pictographic}/u, say: ['😄', '👍', '🎉'] },
  ],
  questions: ['Boa pergunta. O que você acha, {name}?', 'Eu teria que perguntar a alguém de verdade.', 'Hum, talvez!'],
  remarks: ['Entendi.', 'Legal!', 'Conte mais, {name}.', 'Também pensei nisso.', 'Anotado.'],
  smallTalk: [
    ['{name}, ainda está chovendo por aí?', 'Aqui dentro nunca chove.'],
    ['Leu as notícias, {name}?', 'Só o que chega por /receive.'],
    ['{name}, você vem almoçar?', 'Assim que inventarem almoço para convidados.'],
  ],
  hints: [
    'Aliás: abra esta página em uma segunda aba, e você conversa com você.',
    'Dá para estar em várias salas. “Entrar em outra sala” fica no fim da lista.',
    'Shift+Enter quebra a linha.',
    'Experimente sem rede: recarregue esta página offline.',
  ],
};

/** What guests may be called, in any language. */
export const GUEST_NAMES: readonly string[] = [en, ptBR].flatMap(({ names, spares }) => [...names, ...spares]);

/** @param locale as the page has it; English where the guests do not speak it */
export function guestLines(locale: string): GuestLines {
  return locale === 'pt-BR' ? ptBR : en;
}
