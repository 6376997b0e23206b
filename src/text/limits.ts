/**
 * What Discord allows at most, and the page of discord-api-docs that says so. Lengths are UTF-16 units, counted after
 * escaping: the strictest reading of Discord's "characters". Shorter lengths that we chose ourselves stand where they
 * are used.
 */
export const limits = {
  /** A message's plain content (`resources/message#create-message`). */
  content: 2_000,
  /** All texts of a message with Components V2 together (`components/reference#text-display`). */
  texts: 4_000,
  /** A name that a webhook posts under (`resources/webhook#execute-webhook`). */
  username: 80,
  /** A ThreadChannel's name, a forum's post's included (`resources/channel#start-thread-from-message`). */
  threadChannelName: 100,
  /** What stands on a button (`components/reference#button`). */
  buttonLabel: 80,
  /** What a button or a menu carries; a form's and its fields' too (`components/reference#custom-id`). */
  customId: 100,
  /** A value of a menu's option (`components/reference#string-select-select-option-structure`). */
  menuValue: 100,
  /** Options of a menu (`components/reference#string-select`). */
  menuOptions: 25,
  /** What somebody enters into an input of a form (`components/reference#text-input`). */
  textInput: 4_000,
  /** Inputs of a form (`interactions/receiving-and-responding#modal`). */
  formInputs: 5,
  /** A choice's name (`interactions/application-commands#application-command-object-application-command-option-choice-structure`). */
  choiceName: 100,
  /** Choices of an option, and completions at a time (the same page). */
  choices: 25,
} as const;
