(* A formula in DIMACS, for comparison with the C++ encoder's. *)
let print literals variables clauses =
  Printf.printf "p cnf %d %d\n" variables (List.length clauses);
  let line = Buffer.create 1000 in
  List.iter
    (fun clause ->
      match literals clause with
      | None -> failwith "found a variable without a number"
      | Some numbers ->
        Buffer.clear line;
        List.iter
          (fun l -> Buffer.add_string line (string_of_int (if l land 1 = 1 then -(l lsr 1) else l lsr 1)); Buffer.add_char line ' ')
          numbers;
        Buffer.add_string line "0\n";
        print_string (Buffer.contents line))
    clauses
