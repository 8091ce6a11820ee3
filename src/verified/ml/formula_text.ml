(* A formula in DIMACS, for comparison with the C++ encoder's. *)

(* The clauses come in pieces, each made when it is asked for: once to count, once to print. *)
let print literals variables pieces =
  let clauses = List.fold_left (fun sum piece -> sum + List.length (piece ())) 0 pieces in
  Printf.printf "p cnf %d %d\n" variables clauses;
  let line = Buffer.create 1000 in
  let print_clause clause =
    match literals clause with
    | None -> failwith "found a variable without a number"
    | Some numbers ->
      Buffer.clear line;
      List.iter (fun l -> Printf.bprintf line "%d " (if l land 1 = 1 then -(l lsr 1) else l lsr 1)) numbers;
      Buffer.add_string line "0\n";
      print_string (Buffer.contents line)
  in
  List.iter (fun piece -> List.iter print_clause (piece ())) pieces
