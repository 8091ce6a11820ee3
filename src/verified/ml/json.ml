(* Not trusted: a reader of JSON. Numbers are integers; others are refused when they are asked for. *)
type t = Null | Bool of bool | Number of string | Text of string | List of t list | Table of (string * t) list

exception Malformed of string

let parse text =
  let at = ref 0 in
  let fail expected =
    let found = if !at < String.length text then Printf.sprintf "%C" text.[!at] else "the end" in
    raise (Malformed (Printf.sprintf "byte %d: found %s, expected %s" !at found expected))
  in
  let peek () = if !at < String.length text then text.[!at] else '\000' in
  let rec space () = match peek () with ' ' | '\n' | '\r' | '\t' -> incr at; space () | _ -> () in
  let expect c = if peek () = c then incr at else fail (Printf.sprintf "%C" c) in
  let word w value =
    if !at + String.length w <= String.length text && String.sub text !at (String.length w) = w then begin
      at := !at + String.length w;
      value
    end
    else fail w
  in
  let string () =
    expect '"';
    let b = Buffer.create 16 in
    let rec go () =
      match peek () with
      | '"' -> incr at; Buffer.contents b
      | '\\' -> Buffer.add_char b '\\'; incr at; Buffer.add_char b (peek ()); incr at; go ()
      | c when c >= ' ' -> Buffer.add_char b c; incr at; go ()
      | _ -> fail "a string's end"
    in
    go ()
  in
  (* Long lists of inputs must not need a deep stack. *)
  let rec elements read close found =
    space ();
    let found = read () :: found in
    space ();
    if peek () = ',' then begin incr at; elements read close found end
    else begin expect close; List.rev found end
  in
  let sequence read close =
    incr at;
    space ();
    if peek () = close then begin incr at; [] end else elements read close []
  in
  let rec value () =
    space ();
    match peek () with
    | '{' -> Table (sequence (fun () -> let key = string () in space (); expect ':'; (key, value ())) '}')
    | '[' -> List (sequence value ']')
    | '"' -> Text (string ())
    | 't' -> word "true" (Bool true)
    | 'f' -> word "false" (Bool false)
    | 'n' -> word "null" Null
    | '-' | '0' .. '9' ->
      let start = !at in
      let rec go () = match peek () with '-' | '+' | '.' | 'e' | 'E' | '0' .. '9' -> incr at; go () | _ -> () in
      go ();
      Number (String.sub text start (!at - start))
    | _ -> fail "a value"
  in
  let result = value () in
  space ();
  if !at < String.length text then fail "the end";
  result

let find key = function Table members -> List.assoc_opt key members | _ -> None
let at key json =
  match find key json with Some value -> value | None -> raise (Malformed (Printf.sprintf "found no key %S" key))
let text = function Text s -> s | _ -> raise (Malformed "found another value, expected a string")
let list = function List l -> l | _ -> raise (Malformed "found another value, expected a list")
let members = function Table m -> m | _ -> raise (Malformed "found another value, expected a table")
let integer = function
  | Number s when (match int_of_string_opt s with Some k -> string_of_int k = s | None -> false) -> int_of_string s
  | _ -> raise (Malformed "found another value, expected an integer below 2^62")
