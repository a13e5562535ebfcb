return await Wsis.Local.CommandProgram.Run(args, Console.Error);
