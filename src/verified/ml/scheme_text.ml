(* Not trusted: reads protocol.json of an encoder or a chain of thought. What it makes of it is run on every input.

   A thought hears the thoughts before it, the latest first, and then the prompt, in the file; in Coq the prompt and then the
   thoughts as they came. A thought of any number of bits has in the file the whole view of the one before it at the start of
   its inbox; in Coq it has the number of that view. *)
open Verified
open Number

let rec split_at k l = if k = 0 then ([], l) else match l with [] -> Bundle_text.malformed "a short inbox" "a message of each sender" | x :: l -> let a, b = split_at (k - 1) l in (x :: a, b)

let witness model instance json =
  Bundle_text.of_format "arcsat-protocol" 1 json;
  let last = List.length instance.the_task.q + 1 and epochs = of_nat instance.epochs in
  let count, unlimited = match model with Chain (k, bits) -> (of_nat k, bits = None) | _ -> (0, false) in
  let slot player = if player >= -1 then player + 1 else last - 1 - player in
  let thought slot = max 0 (slot - last) in
  (* Of an unlimited thought: as many messages as those before it have heard *)
  let rec inherited s = if s = 0 then 0 else inherited (s - 1) + (epochs * if s = 1 then last else last + s - 1) in
  let views = Array.init (count + 1) (fun _ -> Hashtbl.create 64) in
  let number s view =
    match Hashtbl.find_opt views.(s) view with
    | Some k -> k
    | None ->
      let k = Hashtbl.length views.(s) in
      Hashtbl.add views.(s) view k;
      k
  in
  let rec in_order s inbox =
    if s = 0 || inbox = [] then inbox
    else
      let thoughts, rest = split_at (s - 1) inbox in
      let prompt, later = split_at (last + 1) rest in
      prompt @ List.rev thoughts @ in_order s later
  in
  let key slot own inbox =
    let s = thought slot in
    if s > count then Bundle_text.malformed (Printf.sprintf "thought %d" s) (Printf.sprintf "at most %d" count);
    if s > 0 && unlimited then
      let before, own_inbox = split_at (inherited s) inbox in
      number s (own :: before) :: in_order s own_inbox
    else own :: in_order s inbox
  in
  let integers json = List.map Json.integer (Json.list json) in
  let message json =
    let from = slot (Json.integer (Json.at "from" json)) and towards = slot (Json.integer (Json.at "to" json)) in
    let row json =
      match Json.list json with
      | [ sender; sender_inbox; receiver; receiver_inbox; value ] ->
        ( key from (Json.integer sender) (integers sender_inbox) @ key towards (Json.integer receiver) (integers receiver_inbox),
          Json.integer value )
      | _ -> Bundle_text.malformed "a row of another length" "5 cells"
    in
    { epoch_of = nat_of (Json.integer (Json.at "epoch" json)); sender = nat_of from; receiver = nat_of towards;
      table = Bundle_text.rows row (Json.at "rows" json) }
  in
  let by_view slot json =
    match Json.list json with
    | [ own; inbox; value ] -> (key slot (Json.integer own) (integers inbox), Json.integer value)
    | _ -> Bundle_text.malformed "a row of another length" "3 cells"
  in
  let speaker s = if s = 0 then 0 else last + s in
  let messages = List.map message (Json.list (Json.at "messages" json)) in
  let output = Bundle_text.rows (by_view (speaker count)) (Json.at "output" json) in
  let written =
    match Json.find "thoughts" json with
    | None -> []
    | Some thoughts ->
      List.map
        (fun json ->
          let s = Json.integer (Json.at "thought" json) in
          (nat_of s, Bundle_text.rows (by_view (speaker (s - 1))) (Json.at "rows" json)))
        (Json.list thoughts)
  in
  (* The last first: the key of a view may number a view of the thought before. *)
  let numbered s =
    let rows = Hashtbl.fold (fun view k rows -> (key (speaker (s - 1)) (List.hd view) (List.tl view), k) :: rows) views.(s) [] in
    (nat_of s, Bundle_text.tree rows)
  in
  let thoughts = if unlimited then List.map numbered (List.rev (List.init count succ)) else written in
  ({ message_tables = messages; answer_table = output }, thoughts)
